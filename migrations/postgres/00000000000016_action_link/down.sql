DROP TABLE action_link;
