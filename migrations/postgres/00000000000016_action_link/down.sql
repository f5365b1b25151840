DROP TABLE action_mail;
DROP TABLE action_link;
