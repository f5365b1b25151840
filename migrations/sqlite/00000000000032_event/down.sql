DROP TABLE webhook_delivery;
DROP TABLE webhook_standing;
DROP TABLE webhook_secret;
DROP TABLE webhook;
DROP TABLE event_feed;
DROP TABLE event;
