"""Creates the tables and buckets in the emulator of docker-compose.yml once it is ready."""

from typing import Any

from botocore.session import get_session

BUCKETS = [
    "hello-drafts",
    "hello-gallery",
    "hello-inbox",
    "hello-shared",
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


def create_bucket(s3: Any, name: str) -> None:
    """Create a bucket like the one in template.yaml."""
    s3.create_bucket(Bucket=name)
    s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [CORS]})


for bucket in BUCKETS:
    create_bucket(connect("s3"), bucket)
