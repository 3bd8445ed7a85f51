"""Makes the shipped Word templates of the papers of a denunciation.

    .venv/bin/python docs/templates/make_denunciation_templates.py [FOLDER]

Wording of our own, compared with no official form. Papers to the denouncer and papers to others are different texts;
no paper to others has a place for a name of who denounces. Running the script twice gives the same bytes.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from make_templates import decree_head, made
from sheet import body, contact, foot, head, line, optional, repeated, title

TARGET = (
    Path(__file__).resolve().parents[2] / "congtam" / "casework" / "letters" / "denunciation" / "documents"
)


def addressed(document: Any) -> None:
    """Kính gửi: whoever it is for, by name of a body or by code."""
    line(document, "Kính gửi: {{ addressee }}", before=8)
    line(document, "{%p if addressee_address %}")
    line(document, "({{ addressee_address }})", after=4)
    line(document, "{%p endif %}")


def notice(document: Any, subject: str) -> None:
    head(document)
    title(document, "THÔNG BÁO", subject)
    addressed(document)


def decided(document: Any, subject: str, *lines: str) -> None:
    """A decision with numbered articles."""
    decree_head(document, subject)
    line(document, "QUYẾT ĐỊNH:", bold=True, before=6, after=4)
    for number, text in enumerate(lines, start=1):
        body(document, f"Điều {number}.| {text}")


def accepted_denouncer(document: Any) -> None:
    """To the denouncer: that it was accepted, and until when it is settled."""
    notice(document, "Về việc thụ lý tố cáo")
    body(
        document,
        "Ngày {{ received_on }}, cơ quan chúng tôi nhận được đơn của ông (bà), nội dung: {{ content }}",
    )
    body(document, "Nội dung trên đủ điều kiện và được thụ lý từ ngày {{ accepted_on }}.")
    body(document, "Hạn giải quyết là {{ settle_by }} ({{ settle_basis }}).")
    body(
        document,
        "Thông tin về ông (bà) được giữ bí mật. Khi cần được bảo vệ, ông (bà) đề nghị ngay với chúng tôi.",
    )
    contact(document)
    foot(document)


def accepted_denounced(document: Any) -> None:
    """To the denounced: what is said, and nothing of who says it."""
    notice(document, "Về nội dung tố cáo đã thụ lý")
    body(document, "Cơ quan chúng tôi đã thụ lý từ ngày {{ accepted_on }} nội dung tố cáo sau: {{ content }}")
    body(document, "Hạn giải quyết là {{ settle_by }} ({{ settle_basis }}).")
    body(
        document,
        "Đề nghị ông (bà) giải trình bằng văn bản và cung cấp tài liệu về nội dung trên. Nghiêm cấm tìm hiểu, đe dọa, "
        "trả thù người tố cáo.",
    )
    contact(document)
    foot(document)


def not_accepted(document: Any) -> None:
    notice(document, "Về việc không thụ lý tố cáo")
    body(
        document,
        "Ngày {{ received_on }}, cơ quan chúng tôi nhận được đơn của ông (bà), nội dung: {{ content }}",
    )
    body(document, "Sau khi xem xét, chúng tôi không thụ lý vì:")
    repeated(document, "grounds", "- {{ item }}")
    repeated(document, "explanation")
    contact(document)
    foot(document)


def transfer_slip(document: Any) -> None:
    """To the competent body: what is passed on, the denouncer by code."""
    head(document)
    title(document, "PHIẾU CHUYỂN", "Về việc chuyển {{ what }}")
    addressed(document)
    body(
        document,
        "Ngày {{ received_on }}, cơ quan chúng tôi nhận được {{ what }}{% if denounced %} đối với "
        "{{ denounced }}{% endif %}, nội dung: {{ content }}",
    )
    body(
        document,
        "Người gửi được ghi bằng mã {{ code }}; danh tính được giữ bí mật, trao riêng khi luật yêu cầu.",
    )
    repeated(document, "explanation")
    body(document, "Xin chuyển đến {{ addressee }} để xem xét, giải quyết theo thẩm quyền.")
    foot(document)


def transfer_notice(document: Any) -> None:
    notice(document, "Về việc chuyển đơn đến cơ quan có thẩm quyền")
    body(
        document,
        "Ngày {{ received_on }}, cơ quan chúng tôi nhận được đơn của ông (bà), nội dung: {{ content }}",
    )
    body(
        document, "Nội dung này thuộc thẩm quyền của {{ competent_body }}. Đơn đã được chuyển đến đó một lần."
    )
    contact(document)
    foot(document)


def extension(document: Any) -> None:
    decided(
        document, "Về việc gia hạn giải quyết tố cáo",
        "Gia hạn giải quyết tố cáo đã thụ lý ngày {{ accepted_on }}, nội dung: {{ content }}",
        "Hạn giải quyết mới là {{ settle_by }} ({{ settle_basis }}). Căn cứ:",
    )  # fmt: skip
    repeated(document, "grounds", "- {{ item }}")
    foot(document)


def suspension(document: Any) -> None:
    decided(
        document, "Về việc tạm đình chỉ giải quyết tố cáo",
        "Tạm đình chỉ giải quyết tố cáo từ ngày {{ suspended_on }}, nội dung: {{ content }}",
        "Thời gian tạm đình chỉ không tính vào thời hạn giải quyết. Căn cứ:",
    )  # fmt: skip
    repeated(document, "grounds", "- {{ item }}")
    repeated(document, "explanation")
    foot(document)


def resumption(document: Any) -> None:
    decided(
        document, "Về việc tiếp tục giải quyết tố cáo",
        "Tiếp tục giải quyết tố cáo từ ngày {{ resumed_on }}, nội dung: {{ content }}",
        "Hạn giải quyết là {{ settle_by }}. Lý do:",
    )  # fmt: skip
    repeated(document, "explanation")
    foot(document)


def stop(document: Any) -> None:
    decided(
        document, "Về việc đình chỉ giải quyết tố cáo",
        "Đình chỉ giải quyết tố cáo, nội dung: {{ content }}. Căn cứ:",
    )  # fmt: skip
    repeated(document, "grounds", "- {{ item }}")
    repeated(document, "explanation")
    foot(document)


def conclusion(document: Any) -> None:
    """Kết luận: content, what was found, what follows; nothing of who denounced."""
    decree = "{% if decider %}{{ decider }}{% else %}{{ issuer }}{% endif %}"
    head(document)
    title(document, "KẾT LUẬN", "Nội dung tố cáo đối với {{ denounced }}")
    line(document, decree, bold=True, before=6, after=4)
    repeated(document, "bases", "Căn cứ {{ item }};", italic=True)
    body(document, "Nội dung tố cáo:| {{ content }}")
    body(document, "Kết quả xác minh|")
    repeated(document, "findings")
    body(document, "Kết luận|")
    repeated(document, "conclusion")
    line(document, "{%p if measures %}")
    body(document, "Xử lý, kiến nghị|")
    line(document, "{%p endif %}")
    repeated(document, "measures", "- {{ item }}")
    foot(document)


def conclusion_notice(document: Any) -> None:
    notice(document, "Về kết luận nội dung tố cáo")
    body(
        document,
        "Về đơn nhận ngày {{ received_on }} của ông (bà), nội dung: {{ content }}, chúng tôi đã kết luận:",
    )
    repeated(document, "conclusion")
    body(
        document,
        "Nếu có căn cứ cho rằng việc giải quyết không đúng pháp luật, ông (bà) có quyền tố cáo tiếp.",
    )
    contact(document)
    foot(document)


def publication(document: Any) -> None:
    notice(document, "Công khai kết luận nội dung tố cáo")
    body(document, "Nội dung đã kết luận: {{ content }}")
    repeated(document, "conclusion")
    body(document, "Thông báo này được niêm yết đến hết ngày {{ posted_until }}.")
    foot(document)


def protection(document: Any) -> None:
    decided(
        document, "Về việc áp dụng biện pháp bảo vệ người tố cáo",
        "Áp dụng biện pháp bảo vệ đối với người mang mã {{ code }}:",
    )  # fmt: skip
    repeated(document, "measures", "- {{ item }}")
    body(document, "Lý do:")
    repeated(document, "explanation")
    body(document, "Điều 2.| {{ addressee }} và các cơ quan, đơn vị có liên quan thực hiện Quyết định này.")
    foot(document)


def no_protection(document: Any) -> None:
    notice(document, "Về đề nghị áp dụng biện pháp bảo vệ")
    body(document, "Đề nghị bảo vệ đối với người mang mã {{ code }} không được áp dụng, vì:")
    repeated(document, "explanation")
    optional(document, "contact", "Khi cần trao đổi, xin liên hệ: {{ contact }}.")
    foot(document)


MAKERS: tuple[Callable[[Any], None], ...] = (
    accepted_denouncer, accepted_denounced, not_accepted, transfer_slip, transfer_notice, extension, suspension,
    resumption, stop, conclusion, conclusion_notice, publication, protection, no_protection,
)  # fmt: skip


def main(folder: Path = TARGET) -> None:
    """Write all templates into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for maker in MAKERS:
        (folder / f"{maker.__name__}.docx").write_bytes(made(maker))


if __name__ == "__main__":
    main(*(Path(name) for name in sys.argv[1:2]))
