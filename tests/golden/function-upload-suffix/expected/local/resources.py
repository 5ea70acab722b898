"""Creates the tables and buckets in the emulator of docker-compose.yml once it is ready."""

from typing import Any

from botocore.session import get_session

TABLES: dict[str, dict[str, tuple[str, str]]] = {
    "IdempotencyTable": {},
}
BUCKETS = [
    "hello-photos",
    "hello-sounds",
]
# The CORS rules that let the frontend use a bucket.
CORS = {
    "AllowedOrigins": ["http://localhost:5173"],
    "AllowedMethods": ["GET", "HEAD", "PUT"],
    "AllowedHeaders": ["content-type", "if-none-match"],
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


def key(hash_key: str, *range_keys: str) -> list[dict[str, str]]:
    """Return the key schema of a table or index."""
    ranges = [{"AttributeName": name, "KeyType": "RANGE"} for name in range_keys]
    return [{"AttributeName": hash_key, "KeyType": "HASH"}, *ranges]


def create_table(dynamodb: Any, name: str, indexes: dict[str, tuple[str, str]]) -> None:
    """Create a table like the one in template.yaml."""
    types = {"id": "S", **dict(indexes.values())}
    attributes = [
        {"AttributeName": attribute, "AttributeType": kind} for attribute, kind in types.items()
    ]
    secondary = [
        {
            "IndexName": index,
            "KeySchema": key(attribute, "id"),
            "Projection": {"ProjectionType": "ALL"},
        }
        for index, (attribute, _) in indexes.items()
    ]
    dynamodb.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=attributes,
        KeySchema=key("id"),
        **({"GlobalSecondaryIndexes": secondary} if secondary else {}),
    )


for table, table_indexes in TABLES.items():
    create_table(connect("dynamodb"), table, table_indexes)


def create_bucket(s3: Any, name: str) -> None:
    """Create a bucket like the one in template.yaml."""
    s3.create_bucket(Bucket=name)
    s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [CORS]})


for bucket in BUCKETS:
    create_bucket(connect("s3"), bucket)
