"""Letters for tests and for the demo. Every person, place of living and case in them is invented, and each
letter says so at its end."""

from congtam.casework.letters.reading.sample_pages import Line

INVENTED = Line("(Đơn mẫu để thử phần mềm. Người và việc trong đơn đều là hư cấu.)", align="center")

_STATE_HEADER = (
    Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", align="center", bold=True),
    Line("Độc lập - Tự do - Hạnh phúc", align="center", bold=True),
    Line(""),
)

COMPLAINT = (
    *_STATE_HEADER,
    Line("Vĩnh Yên, ngày 06 tháng 10 năm 2025", align="right"),
    Line(""),
    Line("ĐƠN KHIẾU NẠI", align="center", bold=True),
    Line("(V/v bồi thường thiếu diện tích khi thu hồi đất trồng cây)", align="center"),
    Line(""),
    Line("Kính gửi: Chủ tịch Ủy ban nhân dân phường Vĩnh Yên"),
    Line("Tôi tên là: Trần Văn Mẫu          Sinh năm: 1961"),
    Line("Địa chỉ: số nhà 12, ngõ 5, tổ dân phố Vườn Mẫu, phường Vĩnh Yên"),
    Line("Số điện thoại: 0900 000 123"),
    Line("Khiếu nại: Quyết định số 57/QĐ-UBND ngày 15/9/2025 của Chủ tịch Ủy ban nhân dân phường Vĩnh Yên"),
    Line("Nội dung sự việc như sau:"),
    Line(
        "Gia đình tôi sử dụng thửa đất số 208, tờ bản đồ số 31 từ năm 1993, diện tích 412 m2. Khi làm đường "
        "vào khu dân cư, tổ đo đạc chỉ tính 350 m2 và không lập biên bản có chữ ký của gia đình. Quyết định "
        "nói trên bồi thường theo diện tích đo thiếu, trong khi gia đình tôi đã nộp đủ giấy tờ và đã hai lần "
        "đề nghị đo lại nhưng chưa được trả lời.",
        indent=True,
    ),
    Line(
        "Tôi đề nghị xem xét lại quyết định, đo lại thửa đất với sự có mặt của gia đình và bồi thường đúng "
        "diện tích thực tế. Tôi cam đoan những điều trình bày trên đây là đúng sự thật.",
        indent=True,
    ),
    Line("Xin gửi kèm: bản sao giấy chứng nhận, biên bản kiểm đếm, ảnh chụp hiện trạng."),
    Line(""),
    Line("NGƯỜI LÀM ĐƠN          ", align="right", bold=True),
    Line("(ký, ghi rõ họ tên)          ", align="right"),
    Line(""),
    Line("Trần Văn Mẫu          ", align="right"),
    Line(""),
    INVENTED,
)

DENUNCIATION = (
    *_STATE_HEADER,
    Line("ĐƠN TỐ CÁO", align="center", bold=True),
    Line(""),
    Line("Kính gửi: - Ủy ban nhân dân tỉnh Phú Thọ"),
    Line("                - Thanh tra tỉnh"),
    Line("Họ và tên: Lê Thị Thí Dụ, sinh năm 1974"),
    Line("Thường trú tại: thôn Đồng Thử, xã Tam Dương"),
    Line("Điện thoại: 0900.000.456"),
    Line(
        "Tôi làm đơn này tố cáo ông Phạm Văn Hư Cấu, cán bộ địa chính xã, đã thu tiền của ba hộ dân khi làm "
        "hồ sơ đất mà không giao biên lai. Việc thu tiền diễn ra trong tháng 8 năm 2025 tại nhà văn hóa "
        "thôn, có bà con chứng kiến.",
        indent=True,
    ),
    Line("Kính mong cấp trên xác minh và giữ bí mật tên tôi.", indent=True),
    Line("Tam Dương, ngày 3/10/2025", align="right"),
    Line("Người tố cáo          ", align="right", bold=True),
    Line("Lê Thị Thí Dụ          ", align="right"),
    Line(""),
    INVENTED,
)

PETITION = (
    *_STATE_HEADER,
    Line("ĐƠN KIẾN NGHỊ", align="center", bold=True),
    Line("Về việc: sửa đoạn kênh bị sạt ở đầu xóm Ví Dụ", align="center"),
    Line("Kính gửi: Ủy ban nhân dân xã Yên Lạc"),
    Line("Chúng tôi là các hộ dân xóm Ví Dụ, do bà Đỗ Thị Giả Định đại diện."),
    Line(
        "Đoạn kênh dài khoảng 60 m bị sạt từ trận mưa tháng 7, nước tràn vào ruộng. Chúng tôi kiến nghị xã "
        "cho kè lại trước vụ đông xuân.",
        indent=True,
    ),
    Line("Yên Lạc, ngày 20 tháng 9 năm 2025", align="right"),
    INVENTED,
)

#: Neither header nor verb says what the letter wants: nothing may be proposed for its kind.
UNCLEAR = (
    Line("Kính gửi: Ủy ban nhân dân phường"),
    Line(
        "Nhà tôi ở cuối ngõ, mỗi lần mưa to nước ngập đến đầu gối, các cháu đi học rất khổ. Mong các ông các "
        "bà quan tâm.",
        indent=True,
    ),
    Line("Hoàng Văn Thử          ", align="right"),
    INVENTED,
)


def text_of(letter: tuple[Line, ...]) -> str:
    """The words of a letter as one text, for comparing with what was read."""
    return "\n".join(line.text.strip() for line in letter if line.text.strip())
