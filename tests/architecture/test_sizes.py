"""Small functions and files: what grows beyond is split by subject."""

from statistics import median

from tests.architecture.source_files import files, functions, place, tree_of


def _function_lengths() -> dict[str, int]:
    return {
        place(path, node.lineno): (node.end_lineno or node.lineno) - node.lineno + 1
        for path in files(".py")
        for node in functions(tree_of(path))
    }


def _file_lengths() -> dict[str, int]:
    return {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(".py")}


def _longer(lengths: dict[str, int], limit: int) -> dict[str, int]:
    return {name: length for name, length in lengths.items() if length > limit}


def test_half_of_the_functions_have_at_most_nine_lines() -> None:
    assert median(_function_lengths().values()) <= 9


def test_nineteen_of_twenty_functions_have_at_most_forty_lines() -> None:
    lengths = _function_lengths()
    assert len(_longer(lengths, 40)) <= len(lengths) / 20, _longer(lengths, 40)


def test_no_function_has_more_than_sixty_lines() -> None:
    assert not _longer(_function_lengths(), 60)


def test_nineteen_of_twenty_files_have_at_most_three_hundred_lines() -> None:
    lengths = _file_lengths()
    assert len(_longer(lengths, 300)) <= len(lengths) / 20, _longer(lengths, 300)


def test_no_file_has_more_than_five_hundred_lines() -> None:
    assert not _longer(_file_lengths(), 500)
