"""A form with every kind of field."""

from django import forms


class LetterForm(forms.Form):
    """An intake form, much like the real one."""

    sender = forms.CharField(label="Người gửi", help_text="Như ghi trên đơn; không rõ thì để trống.")
    received = forms.CharField(label="Ngày đến")
    kind = forms.ChoiceField(
        label="Loại đơn",
        choices=[("", "Chưa rõ"), ("complaint", "Khiếu nại"), ("petition", "Kiến nghị, phản ánh")],
        required=False,
    )
    summary = forms.CharField(label="Tóm tắt", widget=forms.Textarea, help_text="Hai dòng là đủ.")
    channel = forms.ChoiceField(
        label="Đến bằng cách nào",
        choices=[("post", "Bưu điện"), ("hand", "Nộp trực tiếp"), ("email", "Thư điện tử")],
        widget=forms.RadioSelect,
    )
    paper = forms.BooleanField(label="Có bản giấy kèm theo", required=False)
    place = forms.CharField(label="Bản giấy để ở đâu", required=False)
