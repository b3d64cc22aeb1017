"""One contact fired: judged before, sent once, followed after."""
