"""A contact key is found as a whole, in JSON, addresses and sentences."""

import pytest

from jbdesk.model.firing.mention import Mention


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("susan", '{"ContactKey": "susan"}'),
        ("susan", '{"a": [{"b": {"Susan": 1}}]}'),
        ("ada@x.com", "The contact “ada@x.com” is unknown."),
        ("ada@x.com", "Nobody is called ada@x.com."),
        ("ada@x.com", "https://h/contacts/ada%40x.com/x"),
        ("ad\u00e4", '{"k": "ad\\u00e4"}'),
        ('a"b', '{"k": "a\\"b"}'),
        ("5", '{"ContactKey": "5"}'),
        ("5", "https://h/contacts/5?x=1"),
        ("susan", '{"told": "{\\"ContactKey\\": \\"susan\\"}"}'),
        ("susan", '{"cut": "susan", "rest": "…'),
    ],
)
def test_it_is_found(key, text):
    assert Mention(key).is_in(text)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("susan", '{"ContactKey": "susanna"}'),
        ("susan", "susan@sausage.com"),
        ("ada@x.com", "ada@x.com.au"),
        ("x.com", "ada@x.com"),
        ("1", '{"ContactKey": "key-1", "count": 1}'),
        ("5", '{"id": "5b1f"}'),
        ("", '{"ContactKey": ""}'),
        ("susan", ""),
    ],
)
def test_what_only_looks_like_it_is_left(key, text):
    assert not Mention(key).is_in(text)
