"""Buckets and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scaffold.local.deployment.mending.aspects import (
    Ask,
    Aspect,
    Client,
    Kind,
    as_it_is,
    inside,
    renamed,
)
from scaffold.local.deployment.values import Object, a_flag, a_list, an_object

if TYPE_CHECKING:
    from scaffold.local.application import Json

# Buckets

_CORS: Final = {"ExposedHeaders": "ExposeHeaders", "Id": "ID", "MaxAge": "MaxAgeSeconds"}
_ENCRYPTION: Final = {"ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault"}
_TRANSITION: Final = {"TransitionInDays": "Days", "TransitionDate": "Date"}


def _lifecycle(properties: Object) -> Json:
    rules = a_list(an_object(properties["LifecycleConfiguration"]).get("Rules"))
    return {"Rules": [_lifecycle_rule(an_object(rule)) for rule in rules]}


def _lifecycle_rule(rule: Object) -> Json:
    result: Object = {"Status": rule.get("Status"), "Filter": {"Prefix": rule.get("Prefix", "")}}
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
    transitions = a_list(rule.get("Transitions", rule.get("Transition")))
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


def _encryption(properties: Object) -> Json:
    rules = an_object(properties["BucketEncryption"]).get("ServerSideEncryptionConfiguration")
    return {"Rules": renamed(rules, _ENCRYPTION)}


def _event_bridge(properties: Object) -> Json:
    """Whether the bucket tells EventBridge of its objects: an empty object says so."""
    wanted = an_object(properties["NotificationConfiguration"]).get("EventBridgeConfiguration")
    enabled = isinstance(wanted, dict) and a_flag(wanted.get("EventBridgeEnabled"), default=True)
    return {"EventBridgeConfiguration": {}} if enabled else {}


def _notifications(ask: Ask, bucket: str, _: Object) -> Json:
    return _answer(ask("get_bucket_notification_configuration", Bucket=bucket))


def _notify(client: Client, bucket: str, _: Object, wanted: Json) -> None:
    found = client.get_bucket_notification_configuration(Bucket=bucket)
    configuration = an_object(_answer(found))
    client.put_bucket_notification_configuration(
        Bucket=bucket, NotificationConfiguration={**configuration, **an_object(wanted)}
    )


def _answer(response: dict[str, Any]) -> Json:
    return {key: value for key, value in response.items() if key != "ResponseMetadata"}


BUCKET: Final = Kind(
    "s3",
    (
        Aspect(
            "CorsConfiguration",
            lambda p: {"CORSRules": renamed(inside("CorsConfiguration", "CorsRules")(p), _CORS)},
            lambda ask, bucket, _: _answer(ask("get_bucket_cors", Bucket=bucket)),
            lambda client, bucket, _, wanted: client.put_bucket_cors(
                Bucket=bucket, CORSConfiguration=wanted
            ),
        ),
        Aspect(
            "LifecycleConfiguration",
            _lifecycle,
            lambda ask, bucket, _: _answer(
                ask("get_bucket_lifecycle_configuration", Bucket=bucket)
            ),
            lambda client, bucket, _, wanted: client.put_bucket_lifecycle_configuration(
                Bucket=bucket, LifecycleConfiguration=wanted
            ),
        ),
        Aspect(
            "BucketEncryption",
            _encryption,
            lambda ask, bucket, _: ask("get_bucket_encryption", Bucket=bucket).get(
                "ServerSideEncryptionConfiguration"
            ),
            lambda client, bucket, _, wanted: client.put_bucket_encryption(
                Bucket=bucket, ServerSideEncryptionConfiguration=wanted
            ),
        ),
        Aspect(
            "PublicAccessBlockConfiguration",
            as_it_is("PublicAccessBlockConfiguration"),
            lambda ask, bucket, _: ask("get_public_access_block", Bucket=bucket).get(
                "PublicAccessBlockConfiguration"
            ),
            lambda client, bucket, _, wanted: client.put_public_access_block(
                Bucket=bucket, PublicAccessBlockConfiguration=wanted
            ),
        ),
        Aspect(
            "OwnershipControls",
            as_it_is("OwnershipControls"),
            lambda ask, bucket, _: ask("get_bucket_ownership_controls", Bucket=bucket).get(
                "OwnershipControls"
            ),
            lambda client, bucket, _, wanted: client.put_bucket_ownership_controls(
                Bucket=bucket, OwnershipControls=wanted
            ),
        ),
        Aspect(
            "VersioningConfiguration",
            as_it_is("VersioningConfiguration"),
            lambda ask, bucket, _: _answer(ask("get_bucket_versioning", Bucket=bucket)),
            lambda client, bucket, _, wanted: client.put_bucket_versioning(
                Bucket=bucket, VersioningConfiguration=wanted
            ),
        ),
        Aspect("NotificationConfiguration", _event_bridge, _notifications, _notify),
    ),
)


# Tables


def _table(ask: Ask, name: str) -> Object:
    described: Object = ask("describe_table", TableName=name)["Table"]
    return described


def _ttl(ask: Ask, name: str, _: Object) -> Json:
    found = ask("describe_time_to_live", TableName=name)["TimeToLiveDescription"]
    enabled = found.get("TimeToLiveStatus") in {"ENABLED", "ENABLING"}
    return {"AttributeName": found.get("AttributeName"), "Enabled": enabled} if enabled else None


def _backups(ask: Ask, name: str, _: Object) -> Json:
    found = ask("describe_continuous_backups", TableName=name)["ContinuousBackupsDescription"]
    status = found["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    return {"PointInTimeRecoveryEnabled": status == "ENABLED"}


def _encrypted(ask: Ask, name: str, _: Object) -> Json:
    return an_object(_table(ask, name).get("SSEDescription")).get("Status") == "ENABLED"


def _encrypt(client: Client, name: str, _: Object, wanted: Json) -> None:
    client.update_table(TableName=name, SSESpecification={"Enabled": wanted})


def _indexes(ask: Ask, name: str, _: Object) -> Json:
    return _table(ask, name).get("GlobalSecondaryIndexes")


TABLE: Final = Kind(
    "dynamodb",
    (
        Aspect(
            "TimeToLiveSpecification",
            lambda p: (
                p["TimeToLiveSpecification"]
                if a_flag(an_object(p["TimeToLiveSpecification"]).get("Enabled"))
                else None
            ),
            _ttl,
            lambda client, name, _, wanted: client.update_time_to_live(
                TableName=name, TimeToLiveSpecification=wanted
            ),
        ),
        Aspect(
            "PointInTimeRecoverySpecification",
            as_it_is("PointInTimeRecoverySpecification"),
            _backups,
            lambda client, name, _, wanted: client.update_continuous_backups(
                TableName=name, PointInTimeRecoverySpecification=wanted
            ),
        ),
        Aspect(
            "SSESpecification",
            lambda p: a_flag(an_object(p["SSESpecification"]).get("SSEEnabled")),
            _encrypted,
            _encrypt,
        ),
        Aspect(
            "StreamSpecification",
            lambda p: {
                "StreamEnabled": True,
                "StreamViewType": inside("StreamSpecification", "StreamViewType")(p),
            },
            lambda ask, name, _: _table(ask, name).get("StreamSpecification"),
            lambda client, name, _, wanted: client.update_table(
                TableName=name, StreamSpecification=wanted
            ),
        ),
        Aspect(
            "GlobalSecondaryIndexes",
            lambda p: [
                {key: an_object(index).get(key) for key in ("IndexName", "KeySchema")}
                for index in a_list(p["GlobalSecondaryIndexes"])
            ],
            _indexes,
        ),
        Aspect(
            "DeletionProtectionEnabled",
            as_it_is("DeletionProtectionEnabled"),
            lambda ask, name, _: bool(_table(ask, name).get("DeletionProtectionEnabled")),
            lambda client, name, _, wanted: client.update_table(
                TableName=name, DeletionProtectionEnabled=wanted
            ),
        ),
    ),
)
