"""Creates the tables and buckets in the emulator of docker-compose.yml once it is ready."""

from typing import Any

from botocore.session import get_session

# The tables with the types of their key attributes, and their indexes with the attributes of the
# partition key and those of the sort key. The key of every table itself is id.
TABLES: dict[str, dict[str, str]] = {
    "AuthorTable": {
        "id": "S",
        "_all": "S",
        "owner": "S",
        "name": "S",
    },
    "ShelfTable": {
        "id": "S",
        "_all": "S",
        "owner": "S",
        "label": "S",
    },
    "BookTable": {
        "id": "S",
        "_all": "S",
        "owner": "S",
        "editor": "S",
        "code": "S",
    },
    "LedgerTable": {
        "id": "S",
        "_all": "S",
        "owner": "S",
    },
    "DiaryTable": {
        "id": "S",
        "_all": "S",
        "owner": "S",
    },
}
INDEXES: dict[str, dict[str, tuple[list[str], list[str]]]] = {
    "AuthorTable": {
        "all": (
            [
                "_all",
            ],
            [
                "id",
            ],
        ),
        "by-owner": (
            [
                "owner",
            ],
            [
                "id",
            ],
        ),
        "all-sort-name": (
            [
                "_all",
            ],
            [
                "name",
                "id",
            ],
        ),
    },
    "ShelfTable": {
        "all": (
            [
                "_all",
            ],
            [
                "id",
            ],
        ),
        "by-owner": (
            [
                "owner",
            ],
            [
                "id",
            ],
        ),
        "all-sort-label": (
            [
                "_all",
            ],
            [
                "label",
                "id",
            ],
        ),
    },
    "BookTable": {
        "all": (
            [
                "_all",
            ],
            [
                "id",
            ],
        ),
        "by-owner": (
            [
                "owner",
            ],
            [
                "id",
            ],
        ),
        "by-editor": (
            [
                "editor",
            ],
            [
                "id",
            ],
        ),
        "all-sort-code": (
            [
                "_all",
            ],
            [
                "code",
                "id",
            ],
        ),
    },
    "LedgerTable": {
        "all": (
            [
                "_all",
            ],
            [
                "id",
            ],
        ),
        "by-owner": (
            [
                "owner",
            ],
            [
                "id",
            ],
        ),
    },
    "DiaryTable": {
        "all": (
            [
                "_all",
            ],
            [
                "id",
            ],
        ),
        "by-owner": (
            [
                "owner",
            ],
            [
                "id",
            ],
        ),
    },
}
BUCKETS = [
    "hello-scans",
]
# The CORS rules that let the frontend use a bucket.
CORS = {
    "AllowedOrigins": ["http://localhost:5173"],
    "AllowedMethods": ["GET", "HEAD", "PUT"],
    "AllowedHeaders": [
        "content-type",
        "if-none-match",
        "x-amz-meta-for-model",
        "x-amz-meta-for-id",
        "x-amz-meta-for-field",
    ],
}


def connect(service: str) -> Any:
    """Return a client of the emulator, which accepts any credentials."""
    return get_session().create_client(
        service,
        region_name="us-east-1",
        endpoint_url="http://localhost:4566",
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - the emulator's own
    )


def key(partition: list[str], sort: list[str]) -> list[dict[str, str]]:
    """Return the key schema of a table or index."""
    return [
        *({"AttributeName": name, "KeyType": "HASH"} for name in partition),
        *({"AttributeName": name, "KeyType": "RANGE"} for name in sort),
    ]


def create_table(dynamodb: Any, name: str) -> None:
    """Create a table like the one in template.yaml."""
    indexes = [
        {
            "IndexName": index,
            "KeySchema": key(partition, sort),
            "Projection": {"ProjectionType": "ALL"},
        }
        for index, (partition, sort) in INDEXES.get(name, {}).items()
    ]
    dynamodb.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": attribute, "AttributeType": kind}
            for attribute, kind in TABLES[name].items()
        ],
        KeySchema=key(["id"], []),
        **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
    )


for table in TABLES:
    create_table(connect("dynamodb"), table)


def create_bucket(s3: Any, name: str) -> None:
    """Create a bucket like the one in template.yaml."""
    s3.create_bucket(Bucket=name)
    s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [CORS]})


for bucket in BUCKETS:
    create_bucket(connect("s3"), bucket)
