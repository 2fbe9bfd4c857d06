"""Names issues: one id for the same thing at stake, however the reports word it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from detente.positions.issue_list import assign_issues
from detente.positions.linkage import groups_of
from detente.positions.similarity import Bag, InContext, Scale, bag
from detente.positions.slugs import slug_of
from detente.records import Issue, Report, Statement

# Chosen on the training reports, with the weights in `similarity`.
THRESHOLD = 0.33
_WORDS_IN_NAME = 8


def name_issues(
    statements: Iterable[Statement], *, reports: Iterable[Report]
) -> tuple[tuple[Statement, ...], tuple[Issue, ...]]:
    """Give the same `issue_id` to all statements on the same issue.

    Parameters
    ----------
    statements : of all reports of one call; those without an `issue` are returned as they are.
    reports : that the statements are from.

    Returns
    -------
    statements : in the order given, `issue_id` set wherever there is an `issue`.
    issues : those with most statements first.

    Notes
    -----
    Phrases are compared by their words and by those of the evidence around them (see `similarity`), and
    grouped by average link. Which statements share an issue does not depend on the order in which they
    are given.
    """
    given = tuple(statements)
    phrases = Counter(s.issue for s in given if s.issue)
    bags = {phrase: bag(phrase) for phrase in phrases}
    issues = _issues(phrases, bags, _in_context(bags, given, reports))
    id_of = {phrase: issue.id for issue in issues for phrase in issue.phrases}
    named = tuple(replace(s, issue_id=id_of[s.issue]) if s.issue else s for s in given)
    return named, issues


def with_issues(
    given: Sequence[Statement], *, reports: Iterable[Report], listed: Sequence[Issue] = ()
) -> tuple[tuple[Statement, ...], tuple[Issue, ...]]:
    """Name issues as `name_issues` does, but keep the ids that are set, and those of `listed` issues.

    A statement without an id takes the one that most of those it would share an issue with have.
    """
    statements = assign_issues(given, listed) if listed else tuple(given)
    named, issues = name_issues(statements, reports=reports)
    kept: dict[str, Counter[str]] = defaultdict(Counter)
    for old, new in zip(statements, named, strict=True):
        if old.issue_id is not None and new.issue_id is not None:
            kept[new.issue_id][old.issue_id] += 1
    if not kept:
        return named, issues
    id_of = {new: min(old, key=lambda i: (-old[i], i)) for new, old in kept.items()}
    taken = frozenset(i for old in kept.values() for i in old)
    id_of |= {issue.id: _unique(issue.id, taken) for issue in issues if issue.id not in kept}
    final = tuple(
        new if new.issue_id is None else replace(new, issue_id=old.issue_id or id_of[new.issue_id])
        for old, new in zip(statements, named, strict=True)
    )
    return final, _issues_of(final, {issue.id: issue.name for issue in listed})


def _issues_of(statements: Sequence[Statement], names: Mapping[str, str]) -> tuple[Issue, ...]:
    """The issues of statements whose ids are set, each named by its own wordings where `names` has none."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for statement in statements:
        if statement.issue_id is not None and statement.issue:
            counts[statement.issue_id][statement.issue] += 1
    bags = {phrase: bag(phrase) for found in counts.values() for phrase in found}
    scale = _scale(bags, statements)
    issues = (
        Issue(id=i, name=names.get(i) or most_telling(found, bags, scale), phrases=_most_first(found))
        for i, found in counts.items()
    )
    return tuple(sorted(issues, key=lambda issue: (-counts[issue.id].total(), issue.id)))


def _issues(phrases: Counter[str], bags: Mapping[str, Bag], context: InContext) -> tuple[Issue, ...]:
    """Group phrases, and name and number the groups, those with most statements first."""
    wordings: dict[Bag, list[str]] = defaultdict(list)
    for phrase, one in bags.items():
        wordings[one].append(phrase)
    groups = groups_of(wordings, context.alikeness, THRESHOLD)
    found = [Counter({p: phrases[p] for one in group for p in wordings[one]}) for group in groups]
    found.sort(key=lambda each: (-each.total(), _most_first(each)))
    taken: set[str] = set()
    issues = []
    for each in found:
        name = most_telling(each, bags, context.phrases)
        taken.add(slug := _unique(slug_of(name), taken))
        issues.append(Issue(id=slug, name=name, phrases=_most_first(each)))
    return tuple(issues)


def _most_first(phrases: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=lambda phrase: (-phrases[phrase], phrase)))


def _scale(bags: Mapping[str, Bag], statements: Iterable[Statement]) -> Scale:
    parties = {name for s in statements for name in (s.party, s.actor) if name}
    return Scale.of(bags.values(), party_names=parties)


def _in_context(
    bags: Mapping[str, Bag], statements: Sequence[Statement], reports: Iterable[Report]
) -> InContext:
    texts = {report.id: report.text for report in reports}
    sentences: dict[Bag, list[str]] = defaultdict(list)
    for s in statements:
        if s.issue:
            sentences[bags[s.issue]].append(texts[s.report_id][s.evidence.start : s.evidence.end])
    parties = {name for s in statements for name in (s.party, s.actor) if name}
    return InContext.of(_scale(bags, statements), sentences, party_names=parties)


def most_telling(wordings: Counter[str], bags: Mapping[str, Bag], scale: Scale) -> str:
    """The wording whose words the others share most, a short one before a long one."""
    share = Counter({found: 0 for p in wordings for found in bags[p].stems})
    for phrase in wordings:
        share.update(dict.fromkeys(bags[phrase].stems, wordings[phrase]))

    def rank(phrase: str) -> tuple[float, int, str]:
        stems = bags[phrase].stems
        total = scale.total(stems) or 1.0
        central = sum(scale.weight[found] * share[found] for found in stems) / total
        extra = max(0, len(phrase.split()) - _WORDS_IN_NAME)
        return (-central * min(1.0, total) + extra, len(phrase), phrase)

    return min(wordings, key=rank)


def _unique(slug: str, taken: Set[str]) -> str:
    candidate, n = slug, 2
    while candidate in taken:
        candidate, n = f"{slug}-{n}", n + 1
    return candidate
