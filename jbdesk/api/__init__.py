"""One blocking function per endpoint of the service; requests lives only here."""
