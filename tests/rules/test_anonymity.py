"""What is told of a round, and what nobody can work out from it (safety.md 5.2 R1 to R8, 5.3 AN7 and AN12).

The adversary is written from the definition and knows nothing of the code: people are sets, and whoever can
add and subtract released groups can work out the atoms of the algebra that they span.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.anonymity import Band, Finding, Level, Node, finding, released
from domain.check_in import CheckInAnswer, CheckInQuestion
from domain.tally import Tally

HELP, LEADER = CheckInQuestion.HELP, CheckInQuestion.LEADER
GIVEN = [answer for answer in CheckInAnswer if answer is not CheckInAnswer.SKIP]
ORGANISATIONS = 2000
Person = tuple[str, int]
Groups = Mapping[str, frozenset[Person]]


def tally_of(answers: Iterable[CheckInAnswer]) -> Tally:
    tally = Tally()
    for answer in answers:
        tally = tally.with_one(answer)
    return tally


def every_tally(given_answers: int) -> Iterator[Tally]:
    """Every way in which so many can have answered."""
    for answers in itertools.combinations_with_replacement(GIVEN, given_answers):
        yield tally_of(answers)


def leaf(name: str, given_answers: int, skipped: int = 0, dice: Random | None = None) -> Node:
    choose: Callable[[Sequence[CheckInAnswer]], CheckInAnswer] = (dice or Random(name)).choice
    skips = [CheckInAnswer.SKIP] * skipped
    return Node(name, tally_of([*(choose(GIVEN) for _ in range(given_answers)), *skips]))


def area(*units: Sequence[int]) -> Node:
    """Units by how many have answered in each of their teams: teams are `0-0`, units `0`."""
    return Node.of(
        "area",
        [
            Node.of(f"{u}", [leaf(f"{u}-{t}", size) for t, size in enumerate(teams)])
            for u, teams in enumerate(units)
        ],
    )


def some_organisation(dice: Random) -> Node:
    """Teams of none to 25 who have answered, some of them small ones that are counted with a sibling."""
    units = []
    for u in range(dice.randrange(2, 9)):
        sizes = [dice.randrange(26) for _ in range(dice.randrange(1, 7))]
        while len(sizes) > 1 and min(sizes) < 5 and dice.random() < 0.25:
            sizes.remove(smallest := min(sizes))
            sizes[dice.randrange(len(sizes))] += smallest
        teams = [leaf(f"{u}-{t}", size, dice.randrange(3), dice) for t, size in enumerate(sizes)]
        units.append(Node.of(f"{u}", teams))
    return Node.of("area", units)


# The adversary


def people_of(node: Node) -> frozenset[Person]:
    """Those who have answered, each of them somebody."""
    if node.parts:
        return frozenset().union(*(people_of(part) for part in node.parts))
    return frozenset((node.id, number) for number in range(node.tally.given))


def groups(root: Node, told: Collection[str]) -> Groups:
    return {node.id: people_of(node) for node in root.everything() if node.id in told}


def atoms(known: Groups) -> list[frozenset[Person]]:
    """The smallest groups that released ones can be taken apart into: the same people in each of them."""
    by_membership: dict[frozenset[str], set[Person]] = defaultdict(set)
    for person in frozenset().union(*known.values()):
        by_membership[frozenset(name for name, those in known.items() if person in those)].add(person)
    return [frozenset(those) for those in by_membership.values()]


def differences(known: Groups) -> Iterator[frozenset[Person]]:
    """What is left of each group without one, or all, of those within it."""
    for whole in known.values():
        within = [part for part in known.values() if part < whole]
        yield from (whole - part for part in within)
        yield whole.difference(*within)


def worked_out(known: Groups) -> set[frozenset[Person]]:
    """Everybody's groups of one to four."""
    return {group for group in (*known.values(), *atoms(known), *differences(known)) if 1 <= len(group) <= 4}


def threshold_only(root: Node) -> set[str]:
    """The control: what most tools do."""
    return {node.id for node in root.everything() if node.tally.given >= 5}


def broken_share(tell: Callable[[Node], Collection[str]]) -> float:
    dice = Random(20261123)
    broken = 0
    for _ in range(ORGANISATIONS):
        root = some_organisation(dice)
        broken += bool(worked_out(groups(root, tell(root))))
    return broken / ORGANISATIONS


# R3, AN7


@pytest.mark.parametrize("question", [HELP, LEADER])
def test_of_two_thousand_organisations_no_small_group_can_be_worked_out(question: CheckInQuestion) -> None:
    assert broken_share(lambda root: released(root, question)) == 0


def test_a_threshold_alone_would_tell_of_small_groups() -> None:
    """The control: the adversary finds what is there to be found."""
    assert broken_share(threshold_only) >= 0.7


def test_nor_is_everything_withheld() -> None:
    """What is safest is to tell nothing, and then nobody needs to be asked."""
    dice = Random(20261124)
    told = large = 0
    for _ in range(200):
        root = some_organisation(dice)
        found = released(root, HELP)
        told += len(found)
        large += len(threshold_only(root))
    assert told > 0.6 * large


sizes = st.lists(st.lists(st.integers(0, 25), min_size=1, max_size=5), min_size=1, max_size=6)


@settings(max_examples=300, deadline=None)
@given(sizes, st.sampled_from([HELP, LEADER]))
def test_no_organisation_lets_a_small_group_be_worked_out(
    units: list[list[int]], question: CheckInQuestion
) -> None:
    root = area(*units)
    assert worked_out(groups(root, released(root, question))) == set()


deep = st.recursive(
    st.integers(0, 12), lambda inner: st.lists(inner, min_size=1, max_size=4), max_leaves=14
).filter(lambda shape: isinstance(shape, list))


def tree(shape: object, name: str = "a") -> Node:
    if isinstance(shape, list):
        return Node.of(name, [tree(part, f"{name}.{number}") for number, part in enumerate(shape)])
    assert isinstance(shape, int)
    return leaf(name, shape)


@settings(max_examples=200, deadline=None)
@given(deep, st.sampled_from([HELP, LEADER]))
def test_nor_does_one_of_any_depth(shape: object, question: CheckInQuestion) -> None:
    """A unit with one team only, a unit in a unit, an area of nothing but teams."""
    root = tree(shape)
    assert worked_out(groups(root, released(root, question))) == set()


def spanned(rows: Sequence[Sequence[int]], wanted: Sequence[int]) -> bool:
    """Whether some sum of the rows, each taken any number of times, is what is wanted."""
    return _rank([*rows, wanted]) == _rank(rows)


def _rank(rows: Sequence[Sequence[int]]) -> int:
    left = [[Fraction(number) for number in row] for row in rows]
    rank = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left[rank:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(rank, pivot)
        for row in left[rank + 1 :]:
            factor = row[column] / pivot[column]
            row[:] = [number - factor * above for number, above in zip(row, pivot, strict=True)]
        rank += 1
    return rank


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3), min_size=1, max_size=3))
def test_no_sum_of_released_groups_is_a_small_one(units: list[list[int]]) -> None:
    """All sums at once, by linear algebra: each choice of teams is tried."""
    root = area(*units)
    teams = [node for node in root.everything() if not node.parts and node.tally.given]
    known = groups(root, released(root, HELP))
    rows = [[int(people_of(team) <= those) for team in teams] for those in known.values()]
    for chosen in itertools.product((0, 1), repeat=len(teams)):
        size = sum(team.tally.given for team, there in zip(teams, chosen, strict=True) if there)
        if 1 <= size <= 4:
            assert not spanned(rows, chosen)


def test_what_is_left_of_a_unit_is_nobody_or_at_least_five() -> None:
    """Five teams of a unit, worked through by hand."""
    assert released(area([8, 9, 6]), HELP).keys() == {"area", "0", "0-0", "0-1", "0-2"}
    assert released(area([8, 9, 4]), HELP).keys() == {"area", "0", "0-1"}, "8 is withheld, for 4 were left"
    assert released(area([4, 3]), HELP).keys() == {"area", "0"}
    assert released(area([4, 3], [12]), HELP).keys() == {"area", "0", "1", "1-0"}
    assert released(area([4], [12]), HELP).keys() == {"area"}, "the area less the twelve are four"
    assert released(area([4], [0]), HELP) == {}


# What is decided, and from what


@settings(deadline=None)
@given(sizes, st.integers())
def test_who_answered_what_does_not_decide_what_is_told(units: list[list[int]], seed: int) -> None:
    """Two worlds in which everybody answers something else: the same groups are told of (AN9)."""
    dice = Random(seed)
    root = area(*units)

    def otherwise(node: Node) -> Node:
        if node.parts:
            return Node.of(node.id, [otherwise(part) for part in node.parts])
        return leaf(node.id, node.tally.given, dice=dice)

    for question in (HELP, LEADER):
        told = released(root, question)
        assert released(otherwise(root), question).keys() == told.keys()
        assert released(root, question) == told, "and the same again"


@settings(deadline=None)
@given(sizes, st.randoms(use_true_random=False))
def test_the_order_of_the_organisation_does_not_decide_either(units: list[list[int]], dice: Random) -> None:
    root = area(*units)

    def shuffled(node: Node) -> Node:
        parts = [shuffled(part) for part in node.parts]
        dice.shuffle(parts)
        return Node(node.id, node.tally, parts)

    assert released(shuffled(root), HELP) == released(root, HELP)


@settings(deadline=None)
@given(sizes)
def test_what_is_told_of_a_group_is_what_its_own_tally_says(units: list[list[int]]) -> None:
    root = area(*units)
    told = released(root, HELP)
    assert told == {node.id: finding(node.tally) for node in root.everything() if node.id in told}


def test_two_groups_of_one_name_are_refused() -> None:
    """Else what is withheld of one would be told under the other's name."""
    twins = Node.of("so", [Node.of("so", [leaf("a", 3)]), Node.of("u", [leaf("b", 12)])])
    with pytest.raises(ValueError, match="so"):
        released(twins, HELP)


# The question about the leader


@settings(max_examples=400, deadline=None)
@given(sizes)
def test_of_a_leader_nothing_can_be_worked_out_that_is_of_one_team(units: list[list[int]]) -> None:
    """Neither told nor left over when what is told is taken from each other."""
    root = area(*units)
    known = groups(root, released(root, LEADER))
    for group in (*known.values(), *atoms(known), *differences(known)):
        assert not group or (len({team for team, _ in group}) > 1 and len(group) >= 10)


def test_of_a_leader_no_team_is_told() -> None:
    assert released(area([12, 14], [25, 6]), LEADER).keys() == {"area", "0", "1"}
    assert released(area([25], [0]), LEADER) == {}, "one team is all that has answered"
    assert released(area([4, 5]), LEADER) == {}, "nine are too few"
    assert released(area([5, 5]), LEADER).keys() == {"area", "0"}
    assert released(Node("alone", tally_of([CheckInAnswer.NO] * 20)), LEADER) == {}


def test_the_last_team_of_an_area_is_not_what_is_left_over() -> None:
    """The area less one unit would be the other unit's only team."""
    assert released(area([8, 8], [8]), LEADER).keys() == {"area"}
    assert released(area([8, 8], [8, 8]), LEADER).keys() == {"area", "0", "1"}
    assert released(area([8, 8], [8], [8]), LEADER).keys() == {"area", "0"}, "two teams are left over"
    assert released(area([8, 8], [4], [4]), LEADER).keys() == {"area"}, "eight are too few"


# R1, R4, AN12


def test_only_answers_count_and_skipped_ones_do_not() -> None:
    four = tally_of([CheckInAnswer.CLEARLY] * 4 + [CheckInAnswer.SKIP] * 20)
    assert (four.taken, four.given, finding(four)) == (24, 4, None)
    five = four.with_one(CheckInAnswer.NO)
    assert (five.given, finding(five)) == (5, Finding(Band.FEW, Level.HIGH))
    assert finding(Tally()) is None


@pytest.mark.parametrize("given_answers", range(5))
def test_of_fewer_than_five_nothing_is_told(given_answers: int) -> None:
    assert {finding(tally) for tally in every_tally(given_answers)} == {None}


@pytest.mark.parametrize("given_answers", range(5, 23))
def test_how_many_have_answered_is_a_band(given_answers: int) -> None:
    band = Band.FEW if given_answers < 10 else Band.SEVERAL if given_answers < 20 else Band.MANY
    found = {found for tally in every_tally(given_answers) if (found := finding(tally))}
    assert {one.band for one in found} == {band}


def test_a_finding_has_no_place_for_a_distribution() -> None:
    """A new field is a new thing to be told, and to be thought through here."""
    assert set(Finding.__dataclass_fields__) == {"band", "level", "half_steps", "divided"}


@pytest.mark.parametrize("given_answers", range(5, 10))
def test_below_ten_there_is_a_level_and_no_more(given_answers: int) -> None:
    """Also when all agree: no finding says that they did (AN12)."""
    not_unanimous = [
        tally for tally in every_tally(given_answers) if given_answers not in tally.numbers()[1:]
    ]
    found = {finding(tally) for tally in not_unanimous}
    assert found == {Finding(Band.FEW, level) for level in Level}
    for answer in GIVEN:
        assert finding(tally_of([answer] * given_answers)) in found


def average(tally: Tally) -> Fraction:
    return Fraction(3 * tally.clearly + 2 * tally.mostly + tally.seldom, tally.given)


@pytest.mark.parametrize("given_answers", range(5, 25))
def test_the_level_is_as_the_answers_are_worded(given_answers: int) -> None:
    """From ten on to the half step, so that it tells no more than that."""
    for tally in every_tally(given_answers):
        found = finding(tally)
        assert found
        means = average(tally) if found.half_steps is None else Fraction(found.half_steps, 2)
        assert found.level is (Level.HIGH if means >= 2 else Level.LOW if means <= 1 else Level.MIDDLE)


@pytest.mark.parametrize("given_answers", range(10, 25))
def test_from_ten_on_there_are_half_steps(given_answers: int) -> None:
    """The nearest: never more than a quarter of a step away. Below twenty without the ends."""
    for tally in every_tally(given_answers):
        found = finding(tally)
        assert found
        assert found.half_steps is not None
        steps = range(7) if given_answers >= 20 else range(1, 6)
        assert found.half_steps in steps
        near = min(max(average(tally), Fraction(steps[0], 2)), Fraction(steps[-1], 2))
        assert abs(Fraction(found.half_steps, 2) - near) <= Fraction(1, 4)


@pytest.mark.parametrize("given_answers", range(10, 25))
def test_no_finding_tells_that_nobody_gave_an_answer(given_answers: int) -> None:
    """Also to somebody who knows how many have answered: each answer may have been given."""
    most: dict[Finding, list[int]] = {}
    for tally in every_tally(given_answers):
        found, counts = finding(tally), tally.numbers()[1:5]
        assert found
        most[found] = list(map(max, most.get(found, counts), counts))
    assert {found for found, counts in most.items() if 0 in counts} == set()


@pytest.mark.parametrize("given_answers", range(5, 25))
def test_a_group_is_divided_when_five_are_on_each_side(given_answers: int) -> None:
    for tally in every_tally(given_answers):
        found = finding(tally)
        assert found
        yes, no = tally.clearly + tally.mostly, tally.seldom + tally.no
        near_the_middle = found.half_steps in (2, 3, 4)
        assert found.divided is (yes >= 5 and no >= 5 and near_the_middle)


@cache
def answers_behind(given_answers: int) -> Mapping[Finding, frozenset[CheckInAnswer]]:
    """For each finding, what one person can have answered when nobody knows the others' answers."""
    behind: dict[Finding, set[CheckInAnswer]] = defaultdict(set)
    for others in every_tally(given_answers - 1):
        for answer in GIVEN:
            found = finding(others.with_one(answer))
            assert found
            behind[found].add(answer)
    return {found: frozenset(answers) for found, answers in behind.items()}


@pytest.mark.parametrize("given_answers", range(5, 10))
def test_below_ten_anybody_can_have_answered_anything(given_answers: int) -> None:
    for answers in answers_behind(given_answers).values():
        assert answers == set(GIVEN)


@pytest.mark.parametrize("given_answers", range(5, 32))
def test_no_finding_is_that_of_one_distribution_only(given_answers: int) -> None:
    """Nor for somebody who knows how many have answered: five of ten "for det meste", and five "nej"."""
    behind = Counter(finding(tally) for tally in every_tally(given_answers))
    assert min(behind.values()) >= 2


def test_nor_to_somebody_who_knows_how_many_could_answer() -> None:
    """That 14 of 14 have answered would be told by a finding that fewer cannot have."""
    behind: Counter[Finding | None] = Counter()
    for eligible in range(5, 41):
        behind.update(map(finding, every_tally(eligible)))
        assert min(behind.values()) >= 2, eligible


@pytest.mark.parametrize("given_answers", range(10, 25))
def test_from_ten_on_nobodys_answer_is_told(given_answers: int) -> None:
    """Even to somebody who knows how many have answered, and not only the band."""
    for found, answers in answers_behind(given_answers).items():
        assert len(answers) >= 2, found


# Tallies


@given(st.lists(st.sampled_from(list(CheckInAnswer)), max_size=40), st.data())
def test_tallies_add_up_in_any_order(answers: list[CheckInAnswer], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(answers)))
    whole = tally_of(answers)
    assert tally_of(answers[:cut]) + tally_of(answers[cut:]) == whole
    assert tally_of(data.draw(st.permutations(answers))) == whole
    assert whole.taken == len(answers) == whole.given + whole.skip
    assert all(getattr(whole, answer.value) == answers.count(answer) for answer in CheckInAnswer)
