"""Invented words for invented letters: no real person, no real case."""

from random import Random

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương")
MIDDLE = ("Thị", "Văn", "Đức", "Minh", "Thu", "Quốc", "Ngọc", "Hữu")
GIVEN = ("Thử", "Mẫu", "Ví Dụ", "Giả Định", "Tạm", "Phỏng", "Bịa", "Nháp")
STREETS = ("Hoa Sữa", "Bằng Lăng", "Phượng Vĩ", "Hồ Nước", "Đồng Lúa", "Bờ Đê")
SUBJECTS = (
    "không đồng ý mức bồi thường khi thu hồi đất",
    "chậm cấp giấy chứng nhận quyền sử dụng đất",
    "lấn chiếm lối đi chung của tổ dân phố",
    "thu khoản đóng góp không có biên lai",
    "tiếng ồn từ cơ sở sản xuất trong khu dân cư",
    "đo sai diện tích thửa đất ở",
    "chưa giải quyết chế độ cho người có công",
    "quyết định xử phạt hành chính không đúng đối tượng",
)
SENTENCES = (
    "Tôi xin trình bày với quý cơ quan nội dung sự việc như sau.",
    "Gia đình tôi đã sử dụng ổn định từ nhiều năm nay và không có tranh chấp với ai.",
    "Tôi đã nhiều lần gửi đơn nhưng chưa nhận được văn bản trả lời.",
    "Kính mong quý cơ quan xem xét, kiểm tra thực tế và giải quyết theo quy định của pháp luật.",
    "Tôi xin cam đoan những điều trình bày trên là đúng và xin chịu trách nhiệm.",
    "Kèm theo đơn này là bản sao các giấy tờ có liên quan.",
)


def name(rng: Random) -> str:
    return f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)} (thử)"


def address(rng: Random) -> str:
    return f"Số {rng.randint(1, 300)}, đường {rng.choice(STREETS)} (thử)"


def subject(rng: Random) -> str:
    return f"{rng.choice(SUBJECTS).capitalize()}, số {rng.randint(1, 9999)} đường {rng.choice(STREETS)}"


def text(rng: Random) -> str:
    """What would have been read from the scan: about 1,500 characters."""
    return " ".join(rng.choice(SENTENCES) for _ in range(20))
