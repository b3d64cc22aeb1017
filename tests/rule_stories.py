"""For every rule journeys that break it, and much the same ones that do not.

`STORIES` holds (code, broken, kept); a rule without a row here fails the tests.
"""

from builders import (
    END,
    EVENT_KEY,
    activity,
    criteria_equal,
    email,
    engagement_split,
    random_split,
    rest,
    sms,
    split,
    trigger,
    until_event,
    update,
    wait,
)
from rule_builders import (
    best_time,
    changed,
    gives,
    goal,
    hands_on,
    one_way,
    optimized,
    optimizer,
    repeated,
    sound,
    timed,
    tried,
    with_filter,
    without,
)

from jbdesk.model.journey import Journey

SPLIT = split("s", vip="b", remainder="c")
ENDS = (email("b", to=END), email("c", to=END))
NO_REMAINDER = sound(split("s", vip="b", other="c"), *ENDS)
SAME = criteria_equal("Kind", "vip")
ASKING = (email("m"), wait("w"), engagement_split("s", message="m"))
OWN_ADDRESS = {"email": [f"{{{{Event.{EVENT_KEY}.Updated}}}}"]}
FOREIGN = {"email": ["{{Event.APIEvent-other.Email}}"]}

STORIES = [
    ("key-missing", sound(key=""), sound()),
    ("key-too-long", sound(key="k" * 201), sound(key="k" * 200)),
    ("name-missing", sound(name=" "), sound()),
    ("121072", sound(name="A & B"), sound(name="A and B")),
    ("121072", sound(description='"quoted"'), sound(description="plain")),
    ("api-version", without(sound(), "workflowApiVersion"), sound()),
    ("api-version", sound(workflowApiVersion=2), sound(workflowApiVersion="0.5")),
    ("entry-mode-unknown", sound(entryMode="Often"), sound(entryMode="OnceAndDone")),
    ("121000", sound(wait("a", to="")), sound(wait("a", to=END), email("b"))),
    ("no-entry-source", sound(event_key=""), sound()),
    ("no-entry-source", sound(triggers=[trigger("")]), sound()),
    ("event-key-period", sound(event_key="a.b"), sound()),
    ("no-activity", Journey({**sound().body, "activities": []}), sound()),
    ("entry-mode-not-set", without(sound(), "entryMode"), sound()),
    ("goal-not-set-up", sound(goals=[goal("")]), sound(goals=[goal()])),
    ("goal-without-exit", sound(goals=[goal(is_exit=False)]), sound(goals=[goal()])),
    ("121331", sound(activity("e", "EMAILV2", [])), sound(email("e"))),
    ("121331", sound(wait("a", ""), email("b")), sound(wait("a"), email("b"))),
    ("121331", sound(rest("a", url="")), sound(rest("a"))),
    ("no-key", sound(wait("")), sound()),
    ("duplicate-key", repeated(), sound()),
    ("dangling-path", sound(wait("a", to="gone")), sound()),
    (
        "loop",
        sound(wait("a"), wait("b", to="a")),
        sound(wait("a"), until_event("u", happened="b", no="a"), email("b")),
    ),
    ("loop", sound(wait("a", to="a")), sound()),
    (
        "engagement-message",
        sound(wait("a"), engagement_split("s", message="gone"), email("b")),
        sound(email("m"), wait("a"), engagement_split("s", message="m"), email("b")),
    ),
    ("entry-sources", sound(triggers=[trigger(), trigger()]), sound()),
    (
        "many-activities",
        sound(*(wait(f"w{each}") for each in range(101))),
        sound(*(wait(f"w{each}") for each in range(100))),
    ),
    ("no-email-address", sound(defaults={}), sound()),
    ("no-email-address", sound(defaults={}), sound(update("u"), defaults={})),
    ("unreachable", sound(wait("a", to=END), email("b")), sound()),
    (
        "parallel-paths",
        sound(random_split("r", (50, "b"), (50, "b")), email("b")),
        sound(random_split("r", (50, "b"), (50, "c")), *ENDS),
    ),
    ("out-of-range", sound(wait("a", 0)), sound(wait("a", 1))),
    ("time-without-zone", timed(""), timed("Central Standard Time")),
    ("no-remainder", NO_REMAINDER, sound(SPLIT, *ENDS)),
    (
        "same-filter",
        sound(split("s", filters={"o": SAME}, vip="b", o="c", remainder=END), *ENDS),
        sound(SPLIT, *ENDS),
    ),
    (
        "shares",
        sound(random_split("r", (50, "b"), (40, "c")), *ENDS),
        sound(random_split("r", ("50", "b"), (50, "c")), *ENDS),
    ),
    (
        "engagement-order",
        sound(engagement_split("s", message="m"), email("m")),
        sound(email("m"), wait("a"), engagement_split("s", message="m"), email("b")),
    ),
    (
        "engagement-time",
        sound(email("m"), engagement_split("s", message="m"), email("b")),
        sound(email("m"), wait("a"), engagement_split("s", message="m"), email("b")),
    ),
    (
        "send-time",
        sound(best_time("other"), email("b")),
        sound(best_time("b"), email("b")),
    ),
    (
        "optimizer-start",
        sound(wait("a"), optimizer("gone")),
        sound(wait("a"), optimizer("a")),
    ),
    ("other-event", sound(defaults=FOREIGN), sound()),
    (
        "other-event",
        sound(update("u", value="{{Event.OTHER.Name}}")),
        sound(update("u", value=f"{{{{Event.{EVENT_KEY}.Name}}}}")),
    ),
    (
        "mail-before-data",
        sound(email("m", subject="Hi %%Updated%%"), wait("a"), update("u")),
        sound(wait("a"), email("m", subject="Hi %%Updated%%"), update("u")),
    ),
    (
        "mail-before-data",
        sound(email("m"), update("u"), defaults=OWN_ADDRESS),
        sound(update("u"), email("m"), defaults=OWN_ADDRESS),
    ),
    (
        "mixed-contact-key",
        sound(hands_on("a", "Contact.Key"), hands_on("b", f"Event.{EVENT_KEY}.Email")),
        sound(
            hands_on("a", "Contact.Key"),
            hands_on("b", f"Event.{EVENT_KEY}.ContactKey"),
            hands_on("c", "Context.ContactKey"),
        ),
    ),
    (
        "missing-activity",
        sound(update("u", value="{{Interaction.GONE.out}}")),
        sound(rest("r"), update("u", value="{{Interaction.R.out}}")),
    ),
    ("10004", sound(description=None), sound(description="")),
    ("10004", sound(defaults=[]), sound()),
    ("10004", sound(metaData="x"), sound()),
    ("10004", sound(goals={}), sound(goals=[goal()])),
    ("10004", changed("a", name=None), changed("a", name="")),
    ("10004", changed("a", arguments=[]), changed("a", arguments={})),
    ("10004", changed("a", outcomes={"key": "o"}), sound()),
    ("10004", changed("a", outcomes=[None, {"key": "o"}]), sound()),
    (
        "definition-type",
        sound(definitionType="Often"),
        sound(definitionType="QUICKSEND"),
    ),
    ("unseen-characters", sound(name="a\u202eb"), sound(name="أهلا 👩‍🚀")),
    ("unseen-characters", sound(key="k\x00"), sound()),
    ("unseen-characters", sound(wait("a\ud800")), sound(wait("é 日本"))),
    ("filter-unreadable", sound(triggers=[trigger(criteria="<x")]), sound()),
    ("filter-unreadable", sound(goals=[goal("x")]), sound(goals=[goal()])),
    ("filter-unreadable", sound(exits=[goal("x")]), sound(exits=[goal()])),
    (
        "filter-unreadable",
        sound(split("s", filters={"vip": "<x>"}, vip="b", remainder="c"), *ENDS),
        sound(SPLIT, *ENDS),
    ),
    ("121226", sound(defaults={"email": ["Email"]}), sound()),
    (
        "121226",
        sound(defaults={"email": ["{{Event.K.A}}", "{{Evnt.K.A}}"]}),
        sound(defaults={"email": ["sender@example.com", "{{Contact.Default.Email}}"]}),
    ),
    ("121226", sound(defaults={"email": "a@example.com"}), sound()),
    (
        "121226",
        sound(defaults={"mobileNumber": [7]}),
        sound(defaults={"mobileNumber": ["+491701234567", "{{Contact.Default.SMS}}"]}),
    ),
    (
        "121500",
        sound(wait("a"), definitionType="Transactional"),
        sound(definitionType="Transactional"),
    ),
    ("goals", sound(goals=[goal(), goal()]), sound(goals=[goal()])),
    ("exit-not-set-up", sound(exits=[goal("")]), sound(exits=[goal()])),
    ("data-source", sound(SPLIT, *ENDS, metaData={}), sound(SPLIT, *ENDS)),
    ("data-source", sound(SPLIT, *ENDS, metaData={}), sound(metaData={})),
    (
        "stray-filter",
        sound(with_filter(SPLIT, gone=SAME), *ENDS),
        sound(SPLIT, *ENDS),
    ),
    (
        "outcome-key",
        sound(activity("a", "REST", [("o", "b", {}, {}), ("o", "c", {}, {})]), *ENDS),
        sound(activity("a", "REST", [("o", "b", {}, {}), ("p", "c", {}, {})]), *ENDS),
    ),
    (
        "engagement-paths",
        sound(email("m"), wait("w"), one_way(engagement_split("s", message="m"))),
        sound(email("m"), wait("w"), engagement_split("s", message="m"), email("b")),
    ),
    (
        "engagement-kind",
        sound(email("m"), wait("w"), engagement_split("s", message="m", statistic=4)),
        sound(email("m"), wait("w"), engagement_split("s", message="m", statistic="6")),
    ),
    (
        "engagement-email",
        sound(sms("m"), wait("w"), engagement_split("s", message="m"), email("b")),
        sound(email("m"), wait("w"), engagement_split("s", message="m"), email("b")),
    ),
    (
        "engagement-some",
        sound(random_split("r", (50, "m"), (50, "w")), *ASKING),
        sound(random_split("r", (50, "m"), (50, "m")), *ASKING),
    ),
    (
        "engagement-some",
        sound(wait("v", to="w"), *ASKING, wait("x", to="m")),
        sound(wait("v"), *ASKING, wait("x", to="w")),
    ),
    ("optimizer-end", sound(*tried("b", "end")[:3]), sound(*tried("end", "end"))),
    ("optimizer-path", sound(*tried("end", END)), sound(*tried("end", "end"))),
    (
        "optimizer-paths",
        sound(optimized(*["end"] * 11), optimizer("t")),
        sound(optimized(*["end"] * 10), optimizer("t")),
    ),
    (
        "hold-back",
        sound(*tried("end", "end", held=10), entryMode="MultipleEntries"),
        sound(*tried("end", "end", held=10), entryMode="OnceAndDone"),
    ),
    (
        "send-time-alone",
        sound(best_time("b"), wait("b")),
        sound(best_time("b"), email("b")),
    ),
    (
        "later-activity",
        sound(update("u", value="{{Interaction.r.out}}"), rest("r")),
        sound(rest("r"), update("u", value="{{Interaction.u.out}}{{Interaction.r.x}}")),
    ),
    (
        "missing-result",
        sound(gives(rest("r"), "score"), update("u", value="{{Interaction.r.sum}}")),
        sound(gives(rest("r"), "score"), update("u", value="{{Interaction.r.SCORE}}")),
    ),
    (
        "unknown-binding",
        sound(update("u", value="{{Contakt.Key}}")),
        sound(update("u", value="{{contact.Key}} {{Activity.Id}} {{x}}")),
    ),
    (
        "missing-activity",
        sound(update("u", value='{{Interaction."EMAIL 1".requestID}}')),
        sound(
            email("EMAIL 1"), update("u", value='{{Interaction."EMAIL 1".requestID}}')
        ),
    ),
    (
        "other-event",
        sound(update("u", value='{{Event."My event"."A.b"}}')),
        sound(
            update("u", value='{{Event."My event"."A.b"}}'),
            event_key="My event",
            defaults={},
        ),
    ),
]
