"""Makes the shipped Word templates of the letters' documents.

    .venv/bin/python docs/templates/make_templates.py [FOLDER]

The wording is our own and is not that of the official forms; where a form is prescribed, an office compares
the template with it or uploads its own. Running the script twice gives the same bytes.
"""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sheet import addressed, body, contact, foot, head, line, new_document, optional, repeated, title

from congtam.mechanisms.documents.packing import packed, parts

TARGET = Path(__file__).resolve().parents[2] / "congtam" / "casework" / "letters" / "documents"

COMPLAINANT = (
    "ông (bà) {{ complainant }}{% if complainant_address %}, địa chỉ: {{ complainant_address }}{% endif %}"
)
WRITTEN = "{% if written_on %} đề ngày {{ written_on }}{% endif %}"


def decree_head(document: Any, subject: str, *, considering: str = "") -> None:
    """The beginning of a decision: who decides, and on which grounds."""
    head(document)
    title(document, "QUYẾT ĐỊNH", subject)
    decider = "{% if decider %}{{ decider }}{% else %}{{ issuer }}{% endif %}"
    line(document, decider, bold=True, before=6, after=4)
    repeated(document, "bases", "Căn cứ {{ item }};", italic=True)
    if considering:
        body(document, considering, italic=True)


def received(document: Any, what: str) -> None:
    """What came, when and from whom."""
    when = "Ngày {{ received_on }}, cơ quan chúng tôi nhận được "
    body(document, f"{when}{what}{WRITTEN} của {COMPLAINANT}.")


def acceptance_notice(document: Any) -> None:
    """Thông báo thụ lý."""
    head(document)
    title(document, "THÔNG BÁO", "Về việc thụ lý giải quyết khiếu nại")
    addressed(document)
    received(document, "đơn khiếu nại")
    body(document, "Nội dung khiếu nại: {{ content }}")
    body(
        document,
        "Sau khi xem xét, chúng tôi thấy khiếu nại đủ điều kiện và thuộc thẩm quyền giải quyết. "
        "Khiếu nại được thụ lý từ ngày {{ accepted_on }}.",
    )
    body(document, "Hạn giải quyết là {{ settle_by }} ({{ settle_basis }}).")
    contact(document)
    body(document, "Xin thông báo để ông (bà) biết.")
    foot(document)


def refusal_notice(document: Any) -> None:
    """Thông báo không thụ lý."""
    head(document)
    title(document, "THÔNG BÁO", "Về việc không thụ lý giải quyết khiếu nại")
    addressed(document)
    received(document, "đơn khiếu nại")
    body(document, "Nội dung khiếu nại: {{ content }}")
    body(document, "Sau khi xem xét, chúng tôi không thụ lý khiếu nại này. Căn cứ:")
    repeated(document, "grounds", "- {{ item }}")
    body(document, "Lý do cụ thể:")
    repeated(document, "explanation")
    optional(document, "next_step", "Ông (bà) có thể làm tiếp: {{ next_step }}")
    contact(document)
    body(document, "Xin thông báo để ông (bà) biết.")
    foot(document)


def assignment(document: Any) -> None:
    """Quyết định giao nhiệm vụ xác minh."""
    decree_head(document, "Về việc giao nhiệm vụ xác minh nội dung khiếu nại")
    line(document, "QUYẾT ĐỊNH:", bold=True, before=6, after=4)
    given = f"Giao {{{{ handler }}}} xác minh đơn khiếu nại{WRITTEN} của {COMPLAINANT}"
    body(document, f"Điều 1.| {given}, nội dung: {{{{ content }}}}")
    body(document, "Điều 2.| Nhiệm vụ được giao:")
    repeated(document, "task")
    optional(document, "report_by", "Kết quả xác minh được báo cáo bằng văn bản, chậm nhất {{ report_by }}.")
    body(
        document,
        "Điều 3.| Quyết định này có hiệu lực kể từ ngày ký. Người được giao nhiệm vụ và các cá nhân, đơn vị "
        "có liên quan thực hiện Quyết định này.",
    )
    foot(document)


def decision_first(document: Any) -> None:
    """Quyết định giải quyết khiếu nại lần đầu; its parts are those of Luật Khiếu nại, Điều 31."""
    decree_head(
        document,
        "Về việc giải quyết khiếu nại của ông (bà) {{ complainant }} (lần đầu)",
        considering=f"Xét đơn khiếu nại{WRITTEN} của {COMPLAINANT},",
    )
    body(document, "Nội dung khiếu nại|")
    body(document, "{{ content }}")
    body(document, "Kết quả xác minh|")
    repeated(document, "findings")
    line(document, "{%p if dialogue %}")
    body(document, "Kết quả đối thoại|")
    line(document, "{%p endif %}")
    repeated(document, "dialogue")
    body(document, "Kết luận|")
    body(document, "{{ conclusion }}")
    line(document, "QUYẾT ĐỊNH:", bold=True, before=6, after=4)
    body(document, "Điều 1.| Giải quyết khiếu nại của ông (bà) {{ complainant }} như sau:")
    repeated(document, "decision", "- {{ item }}")
    body(
        document,
        "Điều 2.| Nếu không đồng ý với Quyết định này, trong thời hạn {{ second_within }}, ông (bà) "
        "{{ complainant }} có quyền khiếu nại lần hai{% if second_to %} đến {{ second_to }}{% endif %}, "
        "hoặc khởi kiện vụ án hành chính tại tòa án theo quy định của Luật Tố tụng hành chính.",
    )
    body(
        document,
        "Điều 3.| Ông (bà) {{ complainant }} và các cơ quan, đơn vị, cá nhân có liên quan chịu trách nhiệm "
        "thi hành Quyết định này.",
    )
    foot(document)


def answer(document: Any) -> None:
    """Công văn trả lời, kèm quyết định."""
    head(document, letter_subject="V/v trả lời khiếu nại của ông (bà) {{ complainant }}")
    addressed(document)
    letter = f"đơn khiếu nại{WRITTEN} của ông (bà) (nội dung: {{{{ content }}}})"
    body(document, f"Trả lời {letter}, chúng tôi xin thông báo:")
    repeated(document, "message")
    body(document, "Gửi kèm công văn này: {{ decision_symbol }}.")
    body(document, "Nếu không đồng ý, ông (bà) có thể: {{ next_step }}")
    body(document, "Hạn cuối: {{ last_day }}.")
    contact(document)
    foot(document)


def guidance(document: Any) -> None:
    """Phiếu hướng dẫn: whose the complaint is."""
    head(document)
    title(document, "PHIẾU HƯỚNG DẪN", "Về việc gửi đơn đến cơ quan có thẩm quyền")
    addressed(document)
    received(document, "đơn")
    body(document, "Nội dung đơn: {{ content }}")
    body(
        document,
        "Sau khi xem xét, chúng tôi thấy việc này không thuộc thẩm quyền giải quyết của cơ quan chúng tôi.",
    )
    repeated(document, "explanation")
    body(
        document,
        "Người có thẩm quyền giải quyết là: {{ competent_body }}. Đề nghị ông (bà) gửi đơn đến đó để được "
        "xem xét theo quy định.",
    )
    contact(document)
    foot(document)


def suspension(document: Any) -> None:
    """Quyết định tạm đình chỉ giải quyết khiếu nại."""
    decree_head(
        document,
        "Về việc tạm đình chỉ giải quyết khiếu nại của ông (bà) {{ complainant }}",
        considering=f"Xét đơn khiếu nại{WRITTEN} của {COMPLAINANT},",
    )
    line(document, "QUYẾT ĐỊNH:", bold=True, before=6, after=4)
    body(
        document,
        "Điều 1.| Tạm đình chỉ giải quyết khiếu nại của ông (bà) {{ complainant }} kể từ ngày "
        "{{ suspended_on }}, nội dung: {{ content }}. Căn cứ:",
    )
    repeated(document, "reasons", "- {{ item }}")
    body(document, "Lý do cụ thể:")
    repeated(document, "explanation")
    body(
        document,
        "Điều 2.| Thời gian tạm đình chỉ không tính vào thời hạn giải quyết. Khi không còn lý do trên, việc "
        "giải quyết được tiếp tục bằng một quyết định.",
    )
    body(
        document,
        "Điều 3.| Ông (bà) {{ complainant }} và các cơ quan, đơn vị, cá nhân có liên quan chịu trách nhiệm "
        "thi hành Quyết định này.",
    )
    foot(document)


def resumption(document: Any) -> None:
    """Quyết định tiếp tục giải quyết khiếu nại."""
    decree_head(
        document,
        "Về việc tiếp tục giải quyết khiếu nại của ông (bà) {{ complainant }}",
        considering=f"Xét đơn khiếu nại{WRITTEN} của {COMPLAINANT}, tạm đình chỉ từ ngày {{{{ suspended_on }}}},",
    )
    line(document, "QUYẾT ĐỊNH:", bold=True, before=6, after=4)
    body(
        document,
        "Điều 1.| Tiếp tục giải quyết khiếu nại của ông (bà) {{ complainant }} kể từ ngày {{ resumed_on }}, "
        "nội dung: {{ content }}. Lý do:",
    )
    repeated(document, "explanation")
    body(
        document,
        "Điều 2.| Thời gian tạm đình chỉ không tính vào thời hạn; hạn giải quyết là {{ settle_by }}.",
    )
    body(
        document,
        "Điều 3.| Ông (bà) {{ complainant }} và các cơ quan, đơn vị, cá nhân có liên quan chịu trách nhiệm "
        "thi hành Quyết định này.",
    )
    foot(document)


def complexity_finding(document: Any) -> None:
    """Thông báo xác định khiếu nại phức tạp."""
    head(document)
    title(document, "THÔNG BÁO", "Về việc xác định khiếu nại phức tạp")
    addressed(document)
    repeated(document, "bases", "Căn cứ {{ item }};", italic=True)
    body(document, f"Đơn khiếu nại{WRITTEN} của {COMPLAINANT} được thụ lý từ ngày {{{{ accepted_on }}}}.")
    body(document, "Nội dung khiếu nại: {{ content }}")
    body(document, "Chúng tôi xác định đây là vụ việc phức tạp, vì:")
    repeated(document, "reasons", "- {{ item }}")
    repeated(document, "explanation")
    body(document, "Hạn giải quyết là {{ settle_by }} ({{ settle_basis }}).")
    foot(document)


MAKERS: tuple[Callable[[Any], None], ...] = (
    acceptance_notice, refusal_notice, assignment, decision_first, answer, guidance, suspension, resumption,
    complexity_finding,
)  # fmt: skip


def made(maker: Callable[[Any], None]) -> bytes:
    """The template as bytes."""
    document = new_document()
    document._body.clear_content()
    maker(document)
    target = io.BytesIO()
    document.save(target)
    return packed(parts(target.getvalue()))


def main(folder: Path = TARGET) -> None:
    """Write all templates into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for maker in MAKERS:
        (folder / f"{maker.__name__}.docx").write_bytes(made(maker))


if __name__ == "__main__":
    main(*(Path(name) for name in sys.argv[1:2]))
