"""The duties of the rulebook that the way of a denunciation meets. No number of days stands here."""

LETTER = "letters.process"
PROCESS, TRANSFER = "denunciation.process", "denunciation.transfer"
FORWARDER = "denunciation.answer_forwarder"
NOTICE, SETTLE = "denunciation.accept_notice", "denunciation.settle"
SEND_SUSPENSION, SEND_CONCLUSION = "denunciation.send_suspension", "denunciation.send_conclusion"
HANDLE, REPORT_HANDLING = "denunciation.handle_conclusion", "denunciation.report_handling"
PUBLISH, POSTING = "denunciation.publish", "denunciation.posting"
FURTHER = "denunciation.further"
OVERDUE_REQUEST, OVERDUE_REPORT = "denunciation.overdue_request", "denunciation.overdue_report"
FOLLOW_UP = "denunciation.follow_up"
#: cases of the law that lengthen a term
SEVERAL_PLACES, COMPLEX, PARTICULARLY = "several_places", "complex", "particularly_complex"
