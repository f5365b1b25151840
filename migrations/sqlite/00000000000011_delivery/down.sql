DROP TABLE delivery_step;
DROP TABLE delivery;
