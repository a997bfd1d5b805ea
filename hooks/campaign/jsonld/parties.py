"""Who: organisations and people. Source: schema.org GovernmentOrganization, Organization, Person."""

from __future__ import annotations

from typing import Any

from campaign.models.base import Published
from campaign.models.capabilities import Scheduled
from campaign.models.links import dial
from campaign.models.orgs import Org
from campaign.models.people import Person
from campaign.site import Shown

_TYPES = {"园区": "Organization", "律所": "LegalService", "院校": "EducationalOrganization"}
_TYPES |= {"协会": "Organization", "企业": "Organization"}


def organiser(shown: Shown, record: Published) -> dict[str, Any]:
    """Return the office that answers for a record."""
    return organisation(shown.site.org(record.reporting_unit))


def organisation(org: Org) -> dict[str, Any]:
    """Return an organisation with its address on the web and the number that reaches it, where there are any."""
    found = {"@type": _TYPES.get(org.kind, "GovernmentOrganization"), "name": org.name}
    if org.url:
        found["url"] = org.url
    return found | telephone(org.public_phone, sample=org.sample)


def host(shown: Shown) -> dict[str, Any]:
    """Return the organisation that issued the campaign's notice."""
    campaign = shown.campaign
    known = (org for org in shown.site.all("orgs") if isinstance(org, Org) and org.name == campaign.issued_by)
    org = next(known, None)
    found = organisation(org) if org else {"@type": "GovernmentOrganization", "name": campaign.issued_by}
    return {"@id": f"{campaign.site_url}#organiser", **found}


def telephone(text: str | None, *, sample: bool) -> dict[str, str]:
    """Return the property of a number that can be dialled; samples have none."""
    address = "" if sample or not text else dial(text)
    return {"telephone": address.removeprefix("tel:")} if address else {}


def performers(shown: Shown, record: Scheduled) -> list[dict[str, Any]]:
    """Return the people who speak, as the page names them."""
    found = []
    for key in record.performers:
        person = shown.site.get("people", key)
        if isinstance(person, Person):
            title = {"jobTitle": person.title_public} if person.title_public else {}
            found.append({"@type": "Person", "name": person.name, **title})
    return found
