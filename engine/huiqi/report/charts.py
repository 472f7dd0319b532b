"""Charts as SVG to stand inside a page: no script, nothing fetched, colours of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from markupsafe import Markup

from huiqi.quantities import round_half_up


def line_chart(
    labels: Sequence[str],
    series: Mapping[str, Sequence[Fraction | None]],
    *,
    name: str,
    axis: str,
) -> Markup:
    """Lines of shares from 0 to 1 over named points, shown in per cent.

    ``name`` is what the chart is called for those who cannot see it, ``axis`` what its points are.
    """
    import pygal
    from pygal.style import Style

    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground="currentColor",
        foreground_strong="currentColor",
        foreground_subtle="currentColor",
        opacity="1",
        font_family="inherit",
        label_font_size=13,
        major_label_font_size=13,
        legend_font_size=14,
        title_font_size=15,
        guide_stroke_color="var(--line)",
        major_guide_stroke_color="var(--line)",
        colors=tuple(f"var(--c{number})" for number in range(1, 6)),
    )
    chart = pygal.Line(
        style=style,
        js=[],
        disable_xml_declaration=True,
        width=960,
        height=420,
        range=(0, 100),
        y_labels=[{"label": f"{value}%", "value": value} for value in range(0, 101, 20)],
        formatter=lambda value: f"{value}%",
        x_title=axis,
        x_label_rotation=25,
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        truncate_legend=-1,
        dots_size=3,
        show_minor_x_labels=True,
    )
    # The same drawing each time: pygal would draw lots for its id.
    chart.uuid = str(uuid5(NAMESPACE_OID, name))
    chart.x_labels = list(labels)
    for title, values in series.items():
        # Only a drawing's height: no figure is computed from it.
        heights = [None if v is None else float(round_half_up(v * 100, 2)) for v in values]
        chart.add(title, heights)
    chart.add_xml_filter(_bare(name))
    # pygal escapes the labels; what is left is its own.
    return Markup(chart.render(is_unicode=True))


def _bare(name: str) -> Callable[[Any], Any]:
    """Takes script and comments out of the drawing, and names it."""

    def bare(root: Any) -> Any:
        for parent in list(root.iter()):
            for child in list(parent):
                if not isinstance(child.tag, str) or child.tag.rsplit("}", 1)[-1] == "script":
                    parent.remove(child)
        root.set("role", "img")
        root.set("aria-label", name)
        return root

    return bare
