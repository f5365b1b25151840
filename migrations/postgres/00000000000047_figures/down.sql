DROP TABLE period_figures;
DROP TABLE step_time;
DROP TABLE tally;
DROP TABLE uncounted;
DROP TABLE course;
