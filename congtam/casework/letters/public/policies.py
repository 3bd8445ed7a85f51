"""Who may see what the sender and the office wrote to each other; who opens and closes the public page."""

from congtam.casework.letters.public.models import CodeKey, Message, MessageFile, WebChannel
from congtam.casework.letters.public.rights import viewing
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import Policy, register


class MessagePolicy(Policy[Message]):
    """That there are messages is known to whoever may see the record; what they say is `rights.may_converse`."""

    model = Message
    view_permission = "letters.view"

    def may(self, actor: Actor, permission: str, row: Message) -> bool:
        return actor.may(viewing(row.record), row.unit_id) and actor.may(permission, row.unit_id)


class MessageFilePolicy(Policy[MessageFile]):
    model = MessageFile
    view_permission = "letters.view"


class CodeKeyPolicy(Policy[CodeKey]):
    model = CodeKey
    view_permission = "letters.view"


class WebChannelPolicy(Policy[WebChannel]):
    model = WebChannel
    view_permission = "letters.view"


register(MessagePolicy())
register(MessageFilePolicy())
register(CodeKeyPolicy())
register(WebChannelPolicy())
