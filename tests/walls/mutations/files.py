"""Walls against what comes in with a file, and what leaves in one."""

from tests.walls.mutations.mutation import Mutation

FILES: tuple[Mutation, ...] = (
    Mutation(
        name="type_by_content",
        promise="A file is judged by its content.",
        file="congtam/foundation/files/sniffing.py",
        wall='    if b"%PDF-" in head:\n',
        gap="    if head:\n",
        tests=(
            "congtam/foundation/files/tests/test_inspection.py::test_anything_else_named_pdf_is_refused_with_what_it_seems_to_be",
        ),
    ),
    Mutation(
        name="no_web_pages",
        promise="A file is judged by its content.",
        file="congtam/foundation/files/sniffing.py",
        wall="    if _MARKUP.match(head):\n        return None\n",
        gap="",
        tests=("congtam/foundation/files/tests/test_inspection.py",),
    ),
    Mutation(
        name="no_bombs",
        promise="What would unpack to gigabytes is refused before it is unpacked.",
        file="congtam/foundation/files/inspection.py",
        wall="    unpacking.check(stream)\n",
        gap="",
        tests=("congtam/foundation/files/tests/test_bombs.py::test_what_is_packed_twice_is_refused",),
    ),
    Mutation(
        name="no_bombs_in_pictures",
        promise="What would unpack to gigabytes is refused before it is unpacked.",
        file="congtam/foundation/files/pictures.py",
        wall='    if frame.width * frame.height > limit("MAX_PIXELS"):\n',
        gap="    if not frame.width:\n",
        tests=(
            "congtam/foundation/files/tests/test_inspection.py::test_a_decompression_bomb_is_refused_before_it_is_decoded",
        ),
    ),
    Mutation(
        name="pictures_are_cleaned",
        promise="What a file tells beside what it shows is taken out, and read back.",
        file="congtam/foundation/files/cleaning/jpeg.py",
        wall="        if kept is not None:\n            yield code, kept, data\n",
        gap="        yield code, kept or body, data\n",
        tests=("congtam/foundation/files/tests/test_cleaning.py",),
    ),
    Mutation(
        name="documents_are_cleaned",
        promise="What a file tells beside what it shows is taken out, and read back.",
        file="congtam/foundation/files/cleaning/pdf.py",
        wall="            _strip(each)\n",
        gap="            pass\n",
        tests=("congtam/foundation/files/tests/test_cleaning.py",),
    ),
    Mutation(
        name="cleaning_is_read_back",
        promise="What a file tells beside what it shows is taken out, and read back.",
        file="congtam/foundation/files/cleaning/__init__.py",
        wall='        if traces(target):\n            raise Unclean("read back")\n',
        gap="",
        tests=("congtam/foundation/files/tests/test_cleaning.py",),
    ),
    Mutation(
        name="what_is_kept_is_clean",
        promise="What a file tells beside what it shows is taken out, and read back.",
        file="congtam/foundation/files/arriving.py",
        wall="    content, found = cleaned(source, inspection)\n",
        gap="    content, found = source, inspection\n",
        tests=(
            "congtam/foundation/files/tests/test_scanning.py::test_what_is_kept_is_the_cleaned_file_known_by_what_was_handed_in",
        ),
    ),
    Mutation(
        name="harmful_files_are_held",
        promise="What the scanner finds harmful is not taken.",
        file="congtam/foundation/files/arriving.py",
        wall="        if verdict.signature:\n",
        gap="        if not size:\n",
        tests=(
            "congtam/foundation/files/tests/test_scanning.py::test_a_harmful_file_is_refused_with_what_to_do",
        ),
    ),
    Mutation(
        name="nothing_unscanned_where_required",
        promise="What the scanner finds harmful is not taken.",
        file="congtam/foundation/files/scanning.py",
        wall="        if required():\n            raise ScannerDown(type(error).__name__) from error\n",
        gap="",
        tests=(
            "congtam/foundation/files/tests/test_scanning.py::test_where_scanning_is_required_a_scanner_that_is_down_takes_nothing",
        ),
    ),
    Mutation(
        name="files_are_sandboxed",
        promise="A file that is given out may do nothing in a browser.",
        file="congtam/interface/web/middleware.py",
        wall="POLICY_OF_FILES = \"sandbox; default-src 'none'\"",
        gap="POLICY_OF_FILES = \"default-src 'self'\"",
        tests=("congtam/interface/web/tests/test_serving.py",),
    ),
    Mutation(
        name="files_are_attachments",
        promise="A file that is given out may do nothing in a browser.",
        file="congtam/interface/web/serving.py",
        wall="content_disposition_header(True, f",
        gap="content_disposition_header(False, f",
        tests=("congtam/interface/web/tests/test_serving.py",),
    ),
    Mutation(
        name="nothing_inline",
        promise="Pages hold no inline script or style and load nothing from elsewhere.",
        file="congtam/interface/web/middleware.py",
        wall="        \"script-src 'self'\",\n",
        gap="        \"script-src 'self' 'unsafe-inline'\",\n",
        tests=(
            "congtam/interface/web/tests/test_middleware.py::test_nothing_inline_and_nothing_from_elsewhere_may_run",
        ),
    ),
    Mutation(
        name="no_formulas",
        promise="What people typed becomes no formula in a file that leaves.",
        file="congtam/interface/web/books/cells.py",
        wall='    return f"\'{kept}" if kept.startswith(FORMULA_STARTS) else kept\n',
        gap="    return kept\n",
        tests=("congtam/interface/web/tests/test_cells.py",),
    ),
)
