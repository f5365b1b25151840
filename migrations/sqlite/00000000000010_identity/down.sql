DROP TABLE identity_link;
DROP TABLE outside_sign_in;
