"""What the words for one participant say of who it is.

A phrase is read as its head (the last noun before "of", "in" and the like), what stands before it, and the places
behind it. A name of the lists decides over a noun, a noun of its own over the body it belongs to ("army spokesman"
takes its sector from the army), words of the phrase over the report around it. A country alone, or its capital, is its
government; another town is its people. What nothing tells stays open.

What does not belong here: the words and names themselves (`knowledge.actors`), several mentions of one actor
(`clusters`), records and claims (`resolver`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dateline.knowledge.actors import Entry, NationUse, WhoIsWho, fold, load_who_is_who
from dateline.model import ActorKind, Identity, Sector, Unresolved, content_id
from dateline.resolve.actors.phrases import Kind, Part, parts_of

Places = Callable[[str], str | None]
"""Gives the country (alpha-3 code) in which a named place lies, or None."""

_STATE = frozenset({Sector.GOV, Sector.MIL, Sector.COP, Sector.JUD, Sector.LEG, Sector.SPY})
_OF_A_COUNTRY = _STATE | {Sector.REB, Sector.PTY, Sector.OPP, Sector.PRM}
"""Sectors of bodies that belong to one country, so that the country told of may be theirs: state bodies, and parties
and rebels, who are such towards a government."""

_ARMED = frozenset({Sector.REB, Sector.IMG, Sector.PRM, Sector.CRM, Sector.UAF, Sector.MIL})
_MEMBERS = frozenset(
    "official officials member members delegation delegate delegates negotiator negotiators candidate candidates "
    "worker workers staff employee employees supporter supporters representative commander commanders operative "
    "operatives envoy personnel volunteer volunteers source sources ambassador expert experts inspector inspectors "
    "figure figures office headquarters team teams group groups".split()
)
"""Nouns that take the sector of the body they stand with ("hospital officials"), if there is one."""

_GOVERNMENT = frozenset({"government", "authorities", "regime"})
_FORCES = frozenset("force forces troops troop army".split())
_PEACEKEEPERS = frozenset({"peacekeeper", "peacekeepers"})
_INTERNATIONAL = frozenset({Sector.IGO, Sector.UNO, Sector.EUR, Sector.NGO})
_LOCAL = frozenset({Sector.EDU, Sector.MED, Sector.REL, Sector.LAB, Sector.AGR})
"""Sectors of bodies that lie somewhere ("a school"), so that one without a name is of the country of the place."""

_BANDS = frozenset("coalition alliance bloc".split())
_WITH_BODY = frozenset({"of", "for", "at", "with", "from", "in"})
_WHERE = frozenset({"of", "in", "from", "at", "near", "on", "inside", "outside", "across", "around", "within", "under"})
_ACRONYM = re.compile(r"\s*\(\s*([A-Z][A-Za-z]*(?:[-/.][A-Z][A-Za-z]*)*)\s*\)?")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a participant's words.

    sentence: the sentence that holds them; "" where not known. country: the country that a state body, a party, rebels
    or a crowd are taken to be of where their own words tell none, and why. entity: the type that a parser gives the
    name ("PERSON", "GPE", ...), "" for none. places: looks places up; None leaves towns unknown.
    """

    sentence: str = ""
    country: str | None = None
    because: str = ""
    entity: str = ""
    places: Places | None = None


NOWHERE = Around()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says, before it is an `Identity`.

    is_generic: the head says nothing of its own sector ("spokesman"). is_state: the country as such, or its government.
    is_told: whether the country stands in the words, not only around them. is_plural: more than one person.
    is_government: the noun is one for a government, so that with a country it is the country as such.
    """

    kind: ActorKind = ActorKind.UNKNOWN
    country: str | None = None
    sectors: tuple[Sector, ...] = ()
    entry: Entry | None = None
    role: str | None = None
    reasons: tuple[str, ...] = ()
    is_generic: bool = False
    is_state: bool = False
    is_told: bool = True
    is_plural: bool = False
    is_government: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether nothing at all was found."""
        return self.kind is ActorKind.UNKNOWN and self.country is None and not self.sectors and self.entry is None


def resolve_actor(
    words: str, *, who: WhoIsWho | None = None, on: date | None = None, around: Around = NOWHERE
) -> Identity | Unresolved:
    """Who the participant ``words`` is: country, sectors, kind, and the entry of the lists where one is meant.

    who: the lists; by default those that come with dateline. on: the day on which it acts, which decides between the
    roles of a person. around: what stands around the words; a country taken from there is said so in the reason.

    Of a person of whom no list and no title tells anything nothing is made up: the outcome is `Unresolved`.
    """
    reading = read_actor(words, who or load_who_is_who(), on, around)
    if reading.says_nothing:
        return Unresolved(f"no name, title or noun in {words!r} that a list of actors knows")
    return identity(words, reading, content_id("a", fold(words)))


def identity(words: str, reading: Reading, otherwise: str) -> Identity:
    """The identity that ``reading`` gives ``words``; ``otherwise`` is its id where no entry and no state gives one."""
    entry = reading.entry
    state = f"state-{reading.country}" if reading.is_state and reading.country else None
    return Identity(
        words,
        entry.id if entry else state or otherwise,
        reading.kind,
        reading.country,
        reading.sectors,
        entry.name if entry else None,
        reading.role,
        "; ".join(dict.fromkeys(reading.reasons)) or "nothing is known of it",
    )


def read_actor(words: str, who: WhoIsWho, on: date | None, around: Around) -> Reading:
    """What ``words`` say, and what stands around them where they leave the country open."""
    short = _ACRONYM.findall(words)
    reader = _Reader(who, on, around)
    reading = reader.read(parts_of(_ACRONYM.sub(" ", words), who))
    for acronym in short:
        reading = filled(reading, reader.read(parts_of(acronym, who)))
    if around.sentence and _is_bare_adjective(reading):
        extended = _extended(words, around.sentence, who)
        reading = reader.read(parts_of(extended, who)) if extended else reading
    return place_in_country(reading, around.country, around.because)


def _is_bare_adjective(reading: Reading) -> bool:
    return reading.country is not None and not reading.sectors and reading.entry is None


def _extended(words: str, sentence: str, who: WhoIsWho) -> str | None:
    """``words`` with the noun that they qualify in the sentence ("Syrian" before "rescue workers")."""
    after = re.search(rf"(?<!\w){re.escape(words.strip())}((?:\s+[\w'’\-]+){{1,3}})", sentence)
    for word in range(1, 4) if after else ():
        assert after is not None
        following = " ".join(after.group(1).split()[:word])
        if any(part.kind is Kind.HEAD for part in parts_of(following, who)):
            return f"{words} {following}"
    return None


def place_in_country(reading: Reading, country: str | None, because: str) -> Reading:
    """The reading with the country around it, where its own words tell none and its kind belongs to one country."""
    if reading.country is not None or country is None or not _belongs_to_a_country(reading):
        return reading
    reason = f"of {country}, as {because or 'the report around it names it most'}"
    return replace(reading, country=country, reasons=(*reading.reasons, reason), is_told=False)


def _belongs_to_a_country(reading: Reading) -> bool:
    if reading.entry is not None or not reading.sectors:
        return False
    is_local = reading.kind is ActorKind.ORGANISATION and reading.sectors[0] in _LOCAL
    return reading.sectors[0] in _OF_A_COUNTRY or reading.kind is ActorKind.CROWD or is_local


def filled(first: Reading, other: Reading) -> Reading:
    """``first`` with what only ``other``, a second wording of the same actor, tells."""
    if other.says_nothing:
        return first
    takes_sectors = not first.sectors or first.is_generic
    return replace(
        first,
        kind=other.kind if first.kind is ActorKind.UNKNOWN or (first.is_generic and other.entry) else first.kind,
        country=first.country or other.country,
        sectors=other.sectors if takes_sectors and other.sectors else first.sectors,
        entry=first.entry or other.entry,
        role=first.role or other.role,
        reasons=(*first.reasons, *other.reasons),
        is_generic=first.is_generic and not other.sectors,
        is_state=first.is_state,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of a phrase."""

    who: WhoIsWho
    on: date | None
    around: Around
    segments: list[Reading] = field(default_factory=list)

    def read(self, parts: Sequence[Part]) -> Reading:
        """The whole phrase: its first segment, what appositions add, and what joined actors leave open."""
        whole: Reading | None = None
        for separator, segment in _segments(parts):
            reading = self._segment(segment)
            if whole is None:
                whole = reading
            elif separator is Kind.STOP:
                whole = filled(whole, reading)
            else:
                whole = _joined(whole, reading)
        return whole or Reading()

    def _segment(self, parts: Sequence[Part]) -> Reading:
        parts = [part for part in parts if part.kind is not Kind.OTHER]
        while parts and parts[0].kind is Kind.LINK:
            parts = parts[1:]
        cut = next((at for at, part in enumerate(parts) if part.kind is Kind.LINK), len(parts))
        core = self._core(parts[:cut]) if cut else Reading()
        for link, chunk in _chunks(parts[cut:]):
            core = self._behind(core, link, chunk)
        return core

    # What stands before "of" and the like

    def _core(self, core: Sequence[Part]) -> Reading:
        last = core[-1]
        if len(core) > 1 and core[0].kind is Kind.NAME and all(part.text[0].isupper() for part in core):
            region = self._region(core)
            if region is not None:
                return region
        if last.kind is Kind.ENTRY:
            return self._named(core)
        if last.kind is Kind.NAME:
            return self._with_name(core)
        if last.kind in (Kind.HEAD, Kind.TITLE):
            return self._headed(core, len(core) - 1)
        if last.kind is Kind.NATION:
            return self._nation(core)
        return Reading()

    def _named(self, core: Sequence[Part]) -> Reading:
        """A name of the lists, with the nouns and titles before it ("the militant group X", "President Y")."""
        nation = _nation_in(core[:-1])
        entry = self._chosen(core[-1].entries, nation)
        reading = self._of_entry(entry)
        titles = [part for part in core[:-1] if part.noun is not None]
        if entry.roles and titles:
            return self._with_title(reading, core[:-1], titles)
        return reading

    def _chosen(self, entries: Sequence[Entry], nation: str | None) -> Entry:
        """The entry of the nation told, else the one that exists on the day, else the first."""
        fitting = [entry for entry in entries if nation in (None, entry.country)] or list(entries)
        day = self.on
        if day is not None:
            alive = [e for e in fitting if (e.first is None or e.first <= day) and (e.last is None or day <= e.last)]
            fitting = alive or fitting
            fitting = sorted(fitting, key=lambda entry: bool(entry.roles) and entry.role_on(day) is None)
        return fitting[0]

    def _of_entry(self, entry: Entry) -> Reading:
        reason = f"the list of actors has it as {entry.name!r}"
        sectors, role = entry.sectors, None
        if entry.roles:
            held = entry.role_on(self.on)
            role = held.title if held else None
            sectors = held.sectors if held else self._outside_roles(entry)
        return Reading(entry.kind, entry.country, sectors, entry, role, (reason,))

    def _outside_roles(self, entry: Entry) -> tuple[Sector, ...]:
        """The sectors of a person on a day without a role: a former official after the last one, nothing before."""
        if self.on is None:
            return entry.sectors
        ended = [role.last for role in entry.roles if role.last is not None]
        is_over = len(ended) == len(entry.roles) and max(ended) < self.on
        return (Sector.ELI,) if is_over else ()

    def _with_title(self, reading: Reading, before: Sequence[Part], titles: Sequence[Part]) -> Reading:
        """A person of the lists in the role that the words give, which outranks the list's."""
        title = titles[-1]
        assert title.noun is not None
        sectors = title.noun.sectors or reading.sectors
        if any(part.kind is Kind.FORMER for part in before):
            sectors = (Sector.ELI,)
        return replace(reading, sectors=sectors, role=" ".join(part.text for part in titles))

    def _with_name(self, core: Sequence[Part]) -> Reading:
        """A name that no list has: a person behind a title, a body behind its noun, else a place or nothing."""
        start = len(core)
        while start and core[start - 1].kind is Kind.NAME:
            start -= 1
        before, name = core[:start], core[start:]
        if before and before[-1].kind in (Kind.TITLE, Kind.HEAD, Kind.ENTRY):
            return self._titled(before, name)
        nation = _nation_in(before)
        if nation is not None:
            is_plural = name[-1].text.endswith("s") and len(name) == 1
            kind, sectors = (ActorKind.CROWD, (Sector.CVL,)) if is_plural else (ActorKind.UNKNOWN, ())
            return Reading(kind, nation, sectors, reasons=(f"{before[-1].text!r} tells the country",))
        text = " ".join(part.text for part in core)
        heads = [at for at, part in enumerate(core) if part.kind is Kind.HEAD]
        if heads:
            return self._headed(core[: heads[-1] + 1], heads[-1])
        return self._place(text) if self.around.entity not in ("PERSON", "ORG", "NORP") else Reading()

    def _region(self, core: Sequence[Part]) -> Reading | None:
        """A place whose name holds a noun or a capital ("West Bank", "East Jerusalem"); None for what is none."""
        if core[-1].kind not in (Kind.HEAD, Kind.NATION) or self.around.entity in ("PERSON", "ORG"):
            return None
        found = self._place(_words(core))
        return None if found.says_nothing else found

    def _place(self, text: str) -> Reading:
        country = self._look_up(text)
        if country is None:
            return Reading()
        reason = f"{text!r} is a place in {country}, and stands for its people"
        return Reading(ActorKind.CROWD, country, (Sector.CVL,), reasons=(reason,))

    def _titled(self, before: Sequence[Part], name: Sequence[Part]) -> Reading:
        text = " ".join(part.text for part in name)
        if before[-1].kind is Kind.ENTRY:
            return self._beside_body(before, text)
        reading = self._headed(before, len(before) - 1)
        person = self._person(name, reading)
        if person is not None:
            found = self._of_entry(person)
            return replace(
                reading,
                country=found.country,
                entry=person,
                kind=found.kind,
                sectors=reading.sectors or found.sectors,
                reasons=(*found.reasons, *reading.reasons),
            )
        if reading.kind is ActorKind.INDIVIDUAL and reading.sectors:
            return replace(reading, role=reading.role or _words(before))
        return reading

    def _beside_body(self, before: Sequence[Part], text: str) -> Reading:
        """A name behind that of a body ("Hamas's Ali Noor"): of the body's country and sector, and not the body."""
        entry = self._chosen(before[-1].entries, _nation_in(before[:-1]))
        if entry.roles:
            return Reading()
        reason = f"{text!r} stands with {entry.name!r}"
        return Reading(ActorKind.UNKNOWN, entry.country, entry.sectors, reasons=(reason,))

    def _person(self, name: Sequence[Part], reading: Reading) -> Entry | None:
        """The one person in a public role whom title, name, country and day leave."""
        given = {fold(part.text) for part in name[:-1]}
        found = [entry for entry in self.who.people(name[-1].text) if self._fits(entry, given, reading)]
        if self.on is not None and len(found) > 1:
            found = [entry for entry in found if entry.role_on(self.on) is not None]
        return found[0] if len(found) == 1 else None

    def _fits(self, entry: Entry, given: set[str], reading: Reading) -> bool:
        if reading.country not in (None, entry.country):
            return False
        if given and not given & set(fold(" ".join((entry.name, *entry.aliases))).split()):
            return False
        sectors = {sector for role in entry.roles for sector in role.sectors}
        return not reading.sectors or reading.sectors[0] in sectors

    def _headed(self, core: Sequence[Part], at: int) -> Reading:
        """A noun or title, with what stands before it."""
        head = core[at]
        assert head.noun is not None
        before = core[:at]
        own = head.noun
        is_plural = _is_plural(head.text)
        reading = Reading(
            own.kind,
            None,
            own.sectors,
            reasons=(f"{head.text!r} tells the kind",),
            is_plural=is_plural,
            is_generic=not own.sectors or head.text.lower().split()[-1] in _MEMBERS,
            is_government=head.text.lower() in _GOVERNMENT,
        )
        if own.kind is ActorKind.INDIVIDUAL and own.sectors:
            reading = replace(reading, role=_words([part for part in core if part.noun is not None]))
        reading = self._modified(reading, head, before)
        if reading.kind is ActorKind.UNKNOWN and is_plural and reading.sectors:
            reading = replace(reading, kind=ActorKind.CROWD)
        return reading

    def _modified(self, reading: Reading, head: Part, before: Sequence[Part]) -> Reading:
        bodies = [self._chosen(part.entries, None) for part in before if part.kind is Kind.ENTRY]
        nouns = [part for part in before if part.noun is not None]
        nation = _nation_in(before) or next((body.country for body in bodies if body.country), None)
        if nation is None:
            nation = self._qualifying_place(before)
        if nation is not None:
            reading = replace(
                reading, country=nation, reasons=(*reading.reasons, f"{_words(before)!r} tells the country")
            )
        word = head.text.lower().split()[-1]
        if any(part.kind is Kind.FORMER for part in before) and reading.kind is ActorKind.INDIVIDUAL:
            return replace(reading, sectors=(Sector.ELI,))
        if bodies:
            return _of_body(reading, bodies[-1], word)
        if word in _BANDS and any("-led" in part.text.lower() for part in before):
            return replace(reading, kind=ActorKind.ORGANISATION, sectors=(Sector.IGO, Sector.MIL))
        if nouns:
            return _of_noun(reading, nouns[-1], word)
        is_national = _nation_in(before) is not None
        if word in _FORCES and is_national and not nouns and not any(map(self._is_minority, before)):
            return replace(reading, kind=ActorKind.STATE_BODY, sectors=(Sector.MIL,), is_generic=False)
        if reading.kind is ActorKind.INDIVIDUAL and not reading.sectors and is_national:
            return replace(reading, sectors=(Sector.GOV,))  # the leader or spokesman of a country, and of no body
        return replace(reading, is_state=reading.is_government and nation is not None and len(before) == 1)

    def _is_minority(self, part: Part) -> bool:
        """Whether a nation word is of a people within or across countries ("Kurdish", "Bosnian Serb")."""
        if part.nation is None:
            return False
        last = self.who.nation(part.text.rpartition(" ")[2])
        return part.nation.country is None or (last is not None and last.country != part.nation.country)

    def _qualifying_place(self, before: Sequence[Part]) -> str | None:
        """The country of a town or region that stands before the head ("Karachi police")."""
        names = [part.text for part in before if part.kind is Kind.NAME]
        return self._look_up(" ".join(names)) if names else None

    def _nation(self, core: Sequence[Part]) -> Reading:
        part = core[-1]
        assert part.nation is not None
        country, uses = part.nation.country, part.nation.uses
        reason = f"{part.text!r} names {country or 'a people of several countries'}"
        heads = [at for at, other in enumerate(core) if other.noun is not None]
        if heads and not self.around.entity:
            reading = self._headed(core[: heads[-1] + 1], heads[-1])
            return replace(reading, country=country, reasons=(*reading.reasons, reason))
        if country is not None and uses & {NationUse.COUNTRY, NationUse.CAPITAL}:
            is_capital = NationUse.COUNTRY not in uses
            means = f"{part.text!r}, the capital, stands for the government" if is_capital else reason
            return Reading(ActorKind.STATE_BODY, country, (Sector.GOV,), reasons=(means,), is_state=True)
        if NationUse.PERSON in uses and (NationUse.ADJECTIVE not in uses or part.text.endswith("s")):
            is_plural = _is_plural(part.text)
            kind = ActorKind.CROWD if is_plural else ActorKind.UNKNOWN
            return Reading(kind, country, (Sector.CVL,), reasons=(reason,), is_plural=is_plural)
        return Reading(ActorKind.UNKNOWN, country, (), reasons=(reason,))

    # What stands behind "of" and the like

    def _behind(self, core: Reading, link: str, chunk: Sequence[Part]) -> Reading:
        if link not in _WHERE | _WITH_BODY or not chunk:
            return core
        if core.is_generic and link in _WITH_BODY:
            body = self._core(chunk)
            if body.sectors and not (link in ("in", "at", "from") and body.is_state):
                return self._member(core, body)
        country = self._where(chunk)
        if country is None or core.country is not None:
            return core
        text = _words(chunk)
        is_state = core.is_government and chunk[-1].nation is not None
        return replace(core, country=country, reasons=(*core.reasons, f"{text!r} tells the country"), is_state=is_state)

    def _member(self, core: Reading, body: Reading) -> Reading:
        """Somebody of a body: its country and sectors, and the noun's own kind."""
        own = tuple(sector for sector in core.sectors if sector not in body.sectors and core.sectors != (Sector.GOV,))
        return replace(
            core,
            country=core.country or body.country,
            sectors=(*body.sectors, *own),
            reasons=(*core.reasons, *body.reasons),
            is_generic=False,
        )

    def _where(self, chunk: Sequence[Part]) -> str | None:
        nation = _nation_in(chunk) or next((e.country for part in chunk for e in part.entries if e.country), None)
        if nation is not None:
            return nation
        names = [part.text for part in chunk if part.kind is Kind.NAME]
        return self._look_up(" ".join(names)) if names else None

    def _look_up(self, name: str) -> str | None:
        return self.around.places(name) if self.around.places is not None else None


def _of_body(reading: Reading, body: Entry, word: str) -> Reading:
    """The reading of a noun behind the name of a body: the body itself for its fighters, else somebody of it."""
    reason = f"of {body.name!r} in the list of actors"
    own = () if reading.is_generic else tuple(sector for sector in reading.sectors if sector not in body.sectors)
    is_armed_group = body.kind is ActorKind.ARMED_GROUP
    is_itself = is_armed_group and bool(_ARMED & set(reading.sectors)) and reading.kind is not ActorKind.INDIVIDUAL
    if is_armed_group or _INTERNATIONAL & set(body.sectors):
        own = tuple(sector for sector in own if sector is Sector.MIL and not is_armed_group)
    if word in _PEACEKEEPERS:
        own = (Sector.MIL,)
    return replace(
        reading,
        country=reading.country or body.country,
        sectors=(*body.sectors, *own),
        entry=body if is_itself else None,
        kind=body.kind
        if (reading.is_generic and reading.kind is not ActorKind.INDIVIDUAL) or is_itself
        else reading.kind,
        reasons=(reason, *reading.reasons),
        is_generic=False,
    )


def _of_noun(reading: Reading, noun: Part, word: str) -> Reading:
    """The reading of a noun behind another ("rebel leader", "Shia militia", "opposition forces")."""
    assert noun.noun is not None
    sectors = noun.noun.sectors
    if not sectors:
        return reading
    reason = f"{noun.text!r} tells the sector"
    if reading.is_generic and word not in _FORCES:
        return replace(reading, sectors=sectors, reasons=(*reading.reasons, reason), is_generic=False)
    if word in _FORCES and not _STATE & set(sectors):
        armed = Sector.REB if sectors[0] in (Sector.OPP, Sector.REL, Sector.REB) else sectors[0]
        return replace(
            reading,
            kind=ActorKind.ARMED_GROUP,
            sectors=tuple(dict.fromkeys((armed, *sectors))),
            reasons=(*reading.reasons, reason),
        )
    return replace(reading, sectors=tuple(dict.fromkeys((*reading.sectors, *sectors))))


def _joined(first: Reading, other: Reading) -> Reading:
    """Two actors in one phrase: what they share, and the kind and sectors of the first that tells them."""
    country = first.country or other.country
    reasons = (*first.reasons, *other.reasons)
    if first.country and other.country and first.country != other.country:
        country, reasons = None, (*reasons, f"names actors of {first.country} and {other.country}")
    lead = first if first.sectors else other
    return Reading(lead.kind, country, lead.sectors, reasons=reasons, is_plural=True)


def _segments(parts: Sequence[Part]) -> Iterator[tuple[Kind, list[Part]]]:
    separator = Kind.STOP
    segment: list[Part] = []
    for part in parts:
        if part.kind in (Kind.STOP, Kind.AND):
            if segment:
                yield separator, segment
            separator, segment = part.kind, []
        else:
            segment.append(part)
    if segment:
        yield separator, segment


def _chunks(tail: Sequence[Part]) -> Iterator[tuple[str, list[Part]]]:
    """Each link word with the parts up to the next, until one that begins a clause or another party's part."""
    link = ""
    chunk: list[Part] = []
    for part in tail:
        if part.kind is Kind.LINK:
            if link:
                yield link, chunk
            link, chunk = part.text.lower(), []
            if link not in _WHERE | _WITH_BODY:
                return
        else:
            chunk.append(part)
    if link:
        yield link, chunk


def _nation_in(parts: Sequence[Part]) -> str | None:
    """The country that the first nation word names."""
    return next((part.nation.country for part in parts if part.nation is not None and part.nation.country), None)


def _words(parts: Sequence[Part]) -> str:
    return " ".join(part.text for part in parts)


def _is_plural(text: str) -> bool:
    last = text.lower().rpartition(" ")[2]
    return (
        last in ("people", "children", "police")
        or last.endswith("men")
        or (last.endswith("s") and not last.endswith("ss"))
    )
