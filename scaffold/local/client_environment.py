"""The environment variables of programs that use the local cloud: AWS's SDKs and CLI, and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scaffold.local.isolation import settings, without_aws

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold.local.cloud import LocalCloud

# Variables, and the labels of their URLs.
_URLS: Final = {
    "APP_URL": "App",
    "API_URL": "API",
    "MAIL_URL": "Mails",
    "DASHBOARD_URL": "Dashboard",
    "AWS_ENDPOINT_URL": "AWS",
    "AWS_ENDPOINT_URL_LAMBDA": "Lambda",
}
_LOCAL_HOSTS: Final = ("127.0.0.1", "localhost")


def client_variables(cloud: LocalCloud) -> dict[str, str]:
    """Return the variables that direct a program to the local cloud, and only there."""
    return {
        **{name: cloud.urls[label] for name, label in _URLS.items() if label in cloud.urls},
        **{
            f"API_URL_{label.removeprefix('API ').upper()}": url
            for label, url in cloud.urls.items()
            if label.startswith("API ")
        },
        **settings(cloud.application.region),
        **cloud.administrator,
    }


def without_proxy(variables: Mapping[str, str], inherited: Mapping[str, str]) -> dict[str, str]:
    """Add what exempts this computer from a proxy that the inherited environment has."""
    if not any(name.lower().endswith("_proxy") for name in inherited):
        return dict(variables)
    exempt = inherited.get("no_proxy") or inherited.get("NO_PROXY") or ""
    hosts = [*filter(None, exempt.split(",")), *_LOCAL_HOSTS]
    joined = ",".join(dict.fromkeys(hosts))
    return {**variables, "NO_PROXY": joined, "no_proxy": joined}


def misleading_variables(variables: Mapping[str, str], inherited: Iterable[str]) -> tuple[str, ...]:
    """Return the inherited variables of AWS that would direct a program elsewhere."""
    return tuple(sorted(n for n in inherited if n.startswith("AWS_") and n not in variables))


def program_environment(
    variables: Mapping[str, str], inherited: Mapping[str, str]
) -> dict[str, str]:
    """Return the whole environment of a program that uses the local cloud."""
    return {**without_aws(inherited, variables["AWS_REGION"]), **variables}
