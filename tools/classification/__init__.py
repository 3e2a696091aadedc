"""Signs by which a mail says what made it: fields, senders, subjects and phrases."""
