"""Buckets and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scaffold.cloudformation.values import JsonObject, as_boolean, as_list, as_object
from scaffold.local.deployment.patches.properties import (
    Client,
    PatchedType,
    Property,
    Query,
    part_of,
    renamed,
    unchanged,
)

if TYPE_CHECKING:
    from scaffold.cloudformation.values import Json

# Buckets

_CORS: Final = {"ExposedHeaders": "ExposeHeaders", "Id": "ID", "MaxAge": "MaxAgeSeconds"}
_ENCRYPTION: Final = {"ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault"}
_TRANSITION: Final = {"TransitionInDays": "Days", "TransitionDate": "Date"}


def _lifecycle(properties: JsonObject) -> Json:
    rules = as_list(as_object(properties["LifecycleConfiguration"]).get("Rules"))
    return {"Rules": [_lifecycle_rule(as_object(rule)) for rule in rules]}


def _lifecycle_rule(rule: JsonObject) -> Json:
    result: JsonObject = {
        "Status": rule.get("Status"),
        "Filter": {"Prefix": rule.get("Prefix", "")},
    }
    if "Id" in rule:
        result["ID"] = rule["Id"]
    expiration = {
        api: rule[name]
        for name, api in (
            ("ExpirationInDays", "Days"),
            ("ExpirationDate", "Date"),
            ("ExpiredObjectDeleteMarker", "ExpiredObjectDeleteMarker"),
        )
        if name in rule
    }
    if expiration:
        result["Expiration"] = expiration
    transitions = as_list(rule.get("Transitions", rule.get("Transition")))
    if transitions:
        result["Transitions"] = renamed(transitions, _TRANSITION)
    for name in ("AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration"):
        if name in rule:
            result[name] = rule[name]
    if "NoncurrentVersionExpirationInDays" in rule:
        result["NoncurrentVersionExpiration"] = {
            "NoncurrentDays": rule["NoncurrentVersionExpirationInDays"]
        }
    return result


def _encryption(properties: JsonObject) -> Json:
    rules = as_object(properties["BucketEncryption"]).get("ServerSideEncryptionConfiguration")
    return {"Rules": renamed(rules, _ENCRYPTION)}


def _event_bridge(properties: JsonObject) -> Json:
    """Return EventBridge's setting: an empty object enables it."""
    wanted = as_object(properties["NotificationConfiguration"]).get("EventBridgeConfiguration")
    enabled = isinstance(wanted, dict) and as_boolean(
        wanted.get("EventBridgeEnabled"), default=True
    )
    return {"EventBridgeConfiguration": {}} if enabled else {}


def _notifications(query: Query, bucket: str, _: JsonObject) -> Json:
    return _body(query("get_bucket_notification_configuration", Bucket=bucket))


def _notify(client: Client, bucket: str, _: JsonObject, wanted: Json) -> None:
    found = client.get_bucket_notification_configuration(Bucket=bucket)
    configuration = as_object(_body(found))
    client.put_bucket_notification_configuration(
        Bucket=bucket, NotificationConfiguration={**configuration, **as_object(wanted)}
    )


def _body(response: dict[str, Any]) -> Json:
    return {key: value for key, value in response.items() if key != "ResponseMetadata"}


BUCKET: Final = PatchedType(
    "s3",
    (
        Property(
            "CorsConfiguration",
            lambda p: {"CORSRules": renamed(part_of("CorsConfiguration", "CorsRules")(p), _CORS)},
            lambda query, bucket, _: _body(query("get_bucket_cors", Bucket=bucket)),
            lambda client, bucket, _, wanted: client.put_bucket_cors(
                Bucket=bucket, CORSConfiguration=wanted
            ),
        ),
        Property(
            "LifecycleConfiguration",
            _lifecycle,
            lambda query, bucket, _: _body(
                query("get_bucket_lifecycle_configuration", Bucket=bucket)
            ),
            lambda client, bucket, _, wanted: client.put_bucket_lifecycle_configuration(
                Bucket=bucket, LifecycleConfiguration=wanted
            ),
        ),
        Property(
            "BucketEncryption",
            _encryption,
            lambda query, bucket, _: query("get_bucket_encryption", Bucket=bucket).get(
                "ServerSideEncryptionConfiguration"
            ),
            lambda client, bucket, _, wanted: client.put_bucket_encryption(
                Bucket=bucket, ServerSideEncryptionConfiguration=wanted
            ),
        ),
        Property(
            "PublicAccessBlockConfiguration",
            unchanged("PublicAccessBlockConfiguration"),
            lambda query, bucket, _: query("get_public_access_block", Bucket=bucket).get(
                "PublicAccessBlockConfiguration"
            ),
            lambda client, bucket, _, wanted: client.put_public_access_block(
                Bucket=bucket, PublicAccessBlockConfiguration=wanted
            ),
        ),
        Property(
            "OwnershipControls",
            unchanged("OwnershipControls"),
            lambda query, bucket, _: query("get_bucket_ownership_controls", Bucket=bucket).get(
                "OwnershipControls"
            ),
            lambda client, bucket, _, wanted: client.put_bucket_ownership_controls(
                Bucket=bucket, OwnershipControls=wanted
            ),
        ),
        Property(
            "VersioningConfiguration",
            unchanged("VersioningConfiguration"),
            lambda query, bucket, _: _body(query("get_bucket_versioning", Bucket=bucket)),
            lambda client, bucket, _, wanted: client.put_bucket_versioning(
                Bucket=bucket, VersioningConfiguration=wanted
            ),
        ),
        Property("NotificationConfiguration", _event_bridge, _notifications, _notify),
    ),
)


# Tables


def _table(query: Query, name: str) -> JsonObject:
    described: JsonObject = query("describe_table", TableName=name)["Table"]
    return described


def _ttl(query: Query, name: str, _: JsonObject) -> Json:
    found = query("describe_time_to_live", TableName=name)["TimeToLiveDescription"]
    enabled = found.get("TimeToLiveStatus") in {"ENABLED", "ENABLING"}
    return {"AttributeName": found.get("AttributeName"), "Enabled": enabled} if enabled else None


def _backups(query: Query, name: str, _: JsonObject) -> Json:
    found = query("describe_continuous_backups", TableName=name)["ContinuousBackupsDescription"]
    status = found["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    return {"PointInTimeRecoveryEnabled": status == "ENABLED"}


def _encrypted(query: Query, name: str, _: JsonObject) -> Json:
    return as_object(_table(query, name).get("SSEDescription")).get("Status") == "ENABLED"


def _encrypt(client: Client, name: str, _: JsonObject, wanted: Json) -> None:
    client.update_table(TableName=name, SSESpecification={"Enabled": wanted})


def _indexes(query: Query, name: str, _: JsonObject) -> Json:
    return _table(query, name).get("GlobalSecondaryIndexes")


TABLE: Final = PatchedType(
    "dynamodb",
    (
        Property(
            "TimeToLiveSpecification",
            lambda p: (
                p["TimeToLiveSpecification"]
                if as_boolean(as_object(p["TimeToLiveSpecification"]).get("Enabled"))
                else None
            ),
            _ttl,
            lambda client, name, _, wanted: client.update_time_to_live(
                TableName=name, TimeToLiveSpecification=wanted
            ),
        ),
        Property(
            "PointInTimeRecoverySpecification",
            unchanged("PointInTimeRecoverySpecification"),
            _backups,
            lambda client, name, _, wanted: client.update_continuous_backups(
                TableName=name, PointInTimeRecoverySpecification=wanted
            ),
        ),
        Property(
            "SSESpecification",
            lambda p: as_boolean(as_object(p["SSESpecification"]).get("SSEEnabled")),
            _encrypted,
            _encrypt,
        ),
        Property(
            "StreamSpecification",
            lambda p: {
                "StreamEnabled": True,
                "StreamViewType": part_of("StreamSpecification", "StreamViewType")(p),
            },
            lambda query, name, _: _table(query, name).get("StreamSpecification"),
            lambda client, name, _, wanted: client.update_table(
                TableName=name, StreamSpecification=wanted
            ),
        ),
        Property(
            "GlobalSecondaryIndexes",
            lambda p: [
                {key: as_object(index).get(key) for key in ("IndexName", "KeySchema")}
                for index in as_list(p["GlobalSecondaryIndexes"])
            ],
            _indexes,
        ),
        Property(
            "DeletionProtectionEnabled",
            unchanged("DeletionProtectionEnabled"),
            lambda query, name, _: bool(_table(query, name).get("DeletionProtectionEnabled")),
            lambda client, name, _, wanted: client.update_table(
                TableName=name, DeletionProtectionEnabled=wanted
            ),
        ),
    ),
)
