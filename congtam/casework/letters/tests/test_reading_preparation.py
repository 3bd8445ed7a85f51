"""Setting a page right."""

import numpy as np
import pytest
from PIL import Image, ImageFilter

from congtam.casework.letters.reading import prepare
from congtam.casework.letters.reading.preparation import median, tilt
from congtam.casework.letters.reading.sample_letters import COMPLAINT
from congtam.casework.letters.reading.sample_pages import PAGE, Wear, render_letter


def test_the_median_is_that_of_nine_neighbours() -> None:
    pixels = np.random.default_rng(7).integers(0, 256, (40, 50), dtype=np.uint8)
    expected = np.asarray(Image.fromarray(pixels).filter(ImageFilter.MedianFilter(3)))
    assert np.array_equal(median(pixels)[1:-1, 1:-1], expected[1:-1, 1:-1])


@pytest.mark.parametrize("angle", [-6.0, -3.5, -0.8, 0.0, 1.2, 5.0])
def test_the_tilt_of_a_page_is_measured_to_a_fifth_of_a_degree(angle: float) -> None:
    (page,) = render_letter(COMPLAINT, wear=Wear(tilt=angle))
    assert tilt(page) == pytest.approx(-angle, abs=0.2)


def test_a_stamp_and_pale_ink_do_not_mislead() -> None:
    (page,) = render_letter(COMPLAINT, wear=Wear(tilt=2.5, fade=0.6, stamp=True))
    assert tilt(page) == pytest.approx(-2.5, abs=0.2)


def test_an_empty_page_has_no_tilt_and_stays_white() -> None:
    grain = np.random.default_rng(2).normal(238, 5, (PAGE[1], PAGE[0])).clip(0, 255).astype(np.uint8)
    ready = prepare(Image.fromarray(grain))
    assert ready.info["tilt"] == 0
    assert ready.getextrema() == (255, 255)


def test_specks_go_and_letters_become_black_on_white() -> None:
    (page,) = render_letter(COMPLAINT, wear=Wear(fade=0.5, noise=0.06))
    ready = np.asarray(prepare(page))
    assert (np.asarray(page)[:200] < 100).mean() > 0.02
    assert (ready[:200] < 100).mean() < 0.002
    assert ready.min() == 0
    assert ready.max() == 255


def test_the_shade_of_a_photograph_goes() -> None:
    (page,) = render_letter(COMPLAINT, wear=Wear(shade=0.8))
    assert np.asarray(page)[-100:, -100:].mean() < 120
    assert np.asarray(prepare(page))[-100:, -100:].mean() > 240


@pytest.mark.parametrize(
    ("size", "told"),
    [((1240, 1754), None), ((827, 1170), (100, 100)), ((4960, 7016), (600, 600)), ((3000, 4243), (72, 72))],
)
def test_every_page_comes_to_about_300_dots_per_inch(
    size: tuple[int, int], told: tuple[int, int] | None
) -> None:
    page = Image.new("L", size, 255)
    page.info = {"dpi": told} if told else {}
    assert prepare(page).width == pytest.approx(2480, rel=0.12)


def test_a_small_slip_is_not_blown_up_to_a_page() -> None:
    slip = Image.new("L", (1300, 900), 255)
    slip.info = {"dpi": (300, 300)}
    assert prepare(slip).size == (1300, 900)


def test_colour_and_transparency_are_no_obstacle() -> None:
    assert prepare(Image.new("RGB", (800, 1100), "white")).mode == "L"
