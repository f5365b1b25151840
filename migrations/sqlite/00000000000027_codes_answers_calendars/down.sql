DROP TABLE kept_calendar;
ALTER TABLE received_mail DROP COLUMN answer_error;
ALTER TABLE account_mail DROP COLUMN carries;
ALTER TABLE action_mail DROP COLUMN wrong_codes;
