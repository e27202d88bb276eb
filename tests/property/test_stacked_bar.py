"""The bar of states: every state is to be seen, and together they are as long as the bar."""

from hypothesis import given
from hypothesis import strategies as st

from milepost.report.charts.stack import WIDTH, stacked

PARTS = st.lists(st.tuples(st.sampled_from(("done", "at-risk")), st.integers(1, 100_000)), max_size=12)


@given(PARTS)
def test_all_states_fill_the_bar(parts: list[tuple[str, int]]) -> None:
    """Gaps of two between them, none shorter than three, and more goals are never drawn shorter."""
    drawn = stacked(parts)
    assert len(drawn) == (len(parts) if len(parts) > 1 else 0)
    at = -2.0
    for stretch in drawn:
        assert abs(float(stretch.x) - at - 2) < 0.15
        assert float(stretch.length) >= 3
        at = float(stretch.x) + float(stretch.length)
    assert not drawn or abs(at - WIDTH) < 0.15
    by_count = sorted(zip(parts, drawn, strict=False), key=lambda pair: pair[0][1])
    lengths = [float(stretch.length) for _, stretch in by_count]
    assert lengths == sorted(lengths)
