"""Words that say what another word of the product says already, and so are never used.

``right`` is the word that stands for the idea; where docs/glossary.md has the idea, it is the glossary's.
``never`` is a regular expression for whole words in any case. ``why`` is told to whoever used one.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Word:
    """One idea, its word, the words that must not stand for it."""

    right: str
    never: str
    why: str
    in_glossary: bool = True


#: what the pages say in Vietnamese
VIETNAMESE = (
    Word(right="đơn", never="lá đơn|bức thư|thư khiếu nại|thư tố cáo", why="one noun for a piece of mail"),
    Word(right="hồ sơ", never="vụ án|án kiện", why="“vụ án” is a case in court"),
    Word(right="nội dung", never="vụ kiện|tình tiết vụ việc", why="kind and term hang on the “nội dung”"),
    Word(right="tiếp nhận", never="thu nhận|thâu nhận", why="the act of the intake point has one verb"),
    Word(right="vào sổ", never="đăng ký đơn|ghi sổ|nhập sổ|lên sổ|vô sổ", why="one verb for the number"),
    Word(right="phân loại", never="sàng lọc|phân nhóm|lọc đơn", why="the law's word"),
    Word(right="thụ lý", never="chấp nhận đơn|nhận giải quyết", why="acceptance is a formal act of the law"),
    Word(
        right="không thụ lý",
        never="bác đơn|từ chối đơn|từ chối thụ lý",
        why="“bác đơn” is a ruling on the substance",
    ),
    Word(
        right="hướng dẫn",
        never="trả đơn cho công dân|trả đơn cho người",
        why="a complaint of others is guided, not returned",
    ),
    Word(right="giao xử lý", never="phân công|ủy thác", why="one verb on the button and in the journal"),
    Word(right="xác minh", never="điều tra|thẩm tra", why="“điều tra” belongs to criminal procedure"),
    Word(right="trả lời", never="phúc đáp|hồi âm", why="plain words for citizens"),
    Word(right="hủy vì nhập nhầm", never="xóa hồ sơ|xóa đơn", why="nothing is removed: the number stays"),
    Word(right="thời hạn", never="thời lượng|khung thời gian", why="the law's word"),
    Word(right="hạn", never="hạn chót|đến kỳ hạn|deadline", why="one word for the last day"),
    Word(right="quá hạn", never="trễ|trễ hạn|chậm hạn|muộn hạn", why="one word in lists, figures and slips"),
    Word(right="gia hạn", never="kéo dài thời hạn|nới hạn", why="an extension is a signed decision"),
    Word(right="tạm đình chỉ", never="tạm hoãn|đóng băng|treo hồ sơ", why="the law's word"),
    Word(
        right="mã tra cứu",
        never="mã theo dõi|mã biên nhận|mã đơn",
        why="the word on the slip in people's hands",
    ),
    Word(right="mã hồ sơ", never="mã vụ việc|mã số hồ sơ|số hồ sơ", why="not in sequence, so no number"),
    Word(right="giấy biên nhận", never="phiếu biên nhận|giấy hẹn|phiếu hẹn", why="one paper, one name"),
    Word(right="nhật ký", never="lịch sử|sổ nhật ký|log", why="one journal"),
    Word(
        right="niêm phong", never="(?:tuyệt|tối|độ) mật|khóa kín", why="degrees of State secrets are not ours"
    ),
    Word(right="chuyên viên", never="cán bộ|nhân viên|thư ký", why="desk, case officer and leader are posts"),
    Word(right="lãnh đạo", never="sếp|cấp trên trực tiếp của anh/chị", why="leader is a post"),
    Word(right="quản trị", never="admin|quản lý hệ thống", why="one name for who makes accounts"),
    Word(right="văn bản", never="văn kiện|công văn đi", why="what an office issues is a “văn bản”"),
    Word(right="người gửi đơn", never="đương sự|nguyên đơn|khách hàng|người dân", why="sender, or citizen"),
    Word(right="anh/chị", never="quý vị|quý khách|ông/bà", why="one form of address", in_glossary=False),
    Word(right="bản quét", never="scan|bản scan|ảnh quét", why="no foreign word needed", in_glossary=False),
    Word(right="tệp", never="file|tập tin", why="one word on all pages", in_glossary=False),
    Word(right="tải về", never="tải xuống|download", why="the word of the button", in_glossary=False),
    Word(right="tải lên", never="upload|đẩy lên", why="the word of the button", in_glossary=False),
    Word(right="thư điện tử", never="e-?mail", why="the word of the law", in_glossary=False),
    Word(
        right="khóa, hủy, tòa",
        never=r"(?!q)\w*(?:o[áàảãạ]|u[ýỳỷỹỵ])",
        why="the mark stands on the first vowel; with two spellings a search finds half",
        in_glossary=False,
    ),
)

#: what they say in English
ENGLISH = (
    Word(right="letter", never="submission|application|ticket|missive", why="one noun for a piece of mail"),
    Word(right="complaint", never="grievance|appeal|claim", why="the Law on Complaints"),
    Word(
        right="denunciation", never=r"accus\w*|whistle-?blow\w*|tip-off|inform(?:er|ant)", why="a legal term"
    ),
    Word(right="reflection", never="feedback|remark", why="a legal term, beside petition"),
    Word(right="matter", never=r"allegation\w*|case matter", why="kind and term hang on the matter"),
    Word(right="record", never="dossier|docket|case file", why="one word for what a letter becomes"),
    Word(
        right="register", never=r"enrol\w*|book in|ledger|logbook", why="the number is given by registering"
    ),
    Word(right="triage", never=r"classif\w*|categori\w*|sort(?:ed|ing)?", why="one word for the act"),
    Word(right="accept", never=r"admit\w*|admissib\w*|take up", why="acceptance is a formal act of the law"),
    Word(right="refuse", never=r"reject\w*|declin\w*|dismiss\w*", why="a dismissal rules on the substance"),
    Word(right="guide", never=r"redirect\w*|refer(?:red)? to", why="the letter is not passed on"),
    Word(right="assign", never=r"allocat\w*|delegat\w*", why="one verb on the button and in the journal"),
    Word(right="verify", never=r"investigat\w*|in?quir\w*", why="investigation is criminal procedure"),
    Word(right="settle", never=r"resolv\w*|adjudicat\w*", why="one verb for the end of a complaint"),
    Word(right="answer", never=r"repl(?:y|ies|ied)|respond(?:s|ed|ing)?|response", why="plain words"),
    Word(right="close", never=r"finali[sz]\w*|terminat\w*", why="plain words"),
    Word(right="void", never=r"delet\w*|annul\w*|cancelled", why="nothing is removed: the number stays"),
    Word(right="term", never="time[- ]limits?|time[- ]frames?", why="so many days from an event"),
    Word(right="due date", never="deadlines?|target dates?", why="the last day has one name"),
    Word(right="overdue", never="late|delayed|tardy", why="one word in lists, figures and slips"),
    Word(right="extension", never=r"prolong\w*", why="an extension is a signed decision"),
    Word(
        right="suspension", never=r"paus\w*|on hold|fr[eo]ez\w*|frozen", why="the clock stands still by law"
    ),
    Word(
        right="tracking code", never=r"look-?up code|receipt code|reference \w+", why="the word on the slip"
    ),
    Word(right="record code", never="case (?:code|number)|file number", why="not in sequence, so no number"),
    Word(right="receipt", never=r"voucher|acknowledge?ment", why="one paper, one name"),
    Word(right="journal", never="audit (?:log|trail)|history|logs?", why="one journal"),
    Word(right="sealed", never="classified|confidential|secret", why="degrees of State secrets are not ours"),
    Word(right="desk officer", never="clerks?|registrar|secretary", why="a post with one name"),
    Word(right="case officer", never="handler|specialist|case ?worker", why="a post with one name"),
    Word(right="leader", never="boss|chief|manager", why="a post with one name"),
    Word(right="administrator", never="admin|superuser", why="one name for who makes accounts"),
    Word(
        right="office", never=r"agenc(?:y|ies)|authorit(?:y|ies)|bod(?:y|ies)|bureau", why="one word for it"
    ),
    Word(right="permission", never="privileges?|access rights?", why="rights are what citizens have by law"),
    Word(right="document", never="papers|paperwork", why="what an office issues is a document"),
    Word(right="working day", never="business days?|workdays?", why="worked Saturdays count"),
    Word(right="sign in", never="log[- ]?in|log[- ]?on|log[- ]?out", why="one verb", in_glossary=False),
    Word(right="E-mail", never="emails?", why="one spelling", in_glossary=False),
)

#: Vietnamese term of the glossary → what its English must hold; the longer term goes before its part
PAIRS = (
    ("không thụ lý", "refus|ground for not accepting"),
    ("tiêu hủy", "destr"),
    ("tạm đình chỉ", "suspen"),
    ("giấy biên nhận", "receipt"),
    ("ngày làm việc", "working day"),
    ("mã tra cứu", "tracking code"),
    ("mã hồ sơ", "record code"),
    ("niêm phong", "seal"),
    ("thẩm quyền", "competen|permission"),
    ("khiếu nại", "complain|whom it concerns"),
    ("kiến nghị", "petition"),
    ("phản ánh", "reflection"),
    ("phân loại", "triag"),
    ("hướng dẫn", "guid"),
    ("quản trị", "administrator"),
    ("thời hạn", "term"),
    ("quá hạn", "overdue|term has passed"),
    ("gia hạn", "exten"),
    ("xác minh", "verif|findings"),
    ("thụ lý", "accept|refus"),
    ("tố cáo", "denunciation|denounce"),
    ("vào sổ", "regist|book"),
    ("nhật ký", "journal"),
    ("cơ quan", "office"),
    ("đơn vị", "office|unit"),
    ("hồ sơ", "record"),
    ("hủy", "void"),
)
