"""Letters to the denouncer, opened for sending.

Whoever works on the case drafts a paper with the working code; somebody who may open the identity puts name and address
in, in one act. What leaves bears them; what stays lies under the seal of the identity, not under the record's key.
"""
