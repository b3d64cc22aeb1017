"""What is answered about rows that are read, and what is asked for later."""

from jbdesk.simulator.marks.told import DOCUMENTED, INFERRED, OBSERVED, Told

ANSWERS: dict[str, tuple[Told, ...]] = {
    "GET /data/v1/customobjectdata/token/{token}/rowset": (
        Told(OBSERVED, 200, "The next page of rows"),
        Told(INFERRED, 400, "The next page of a reading that nobody began"),
    ),
    "POST /data/v1/customobjectsasync/{id}/fields": (
        Told(
            INFERRED,
            202,
            "Fields to be added later",
            "The call is observed; its answer is taken to be that of rows.",
        ),
        Told(INFERRED, 400, "No fields to be added later"),
    ),
    "PATCH /data/v1/customobjectsasync/{id}/fields": (
        Told(
            INFERRED,
            202,
            "Fields to be changed later",
            "The call is observed; its answer is taken to be that of rows.",
        ),
    ),
    "POST /hub/v1/dataeventsasync/{id}/rowset": (
        Told(
            DOCUMENTED,
            202,
            "Rows to be upserted later",
            "That it answers as its successor does is ours.",
        ),
        Told(
            INFERRED, 400, "Rows to be upserted later with a primary key that is none"
        ),
    ),
}
