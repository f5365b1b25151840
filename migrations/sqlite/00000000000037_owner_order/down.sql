-- SQLite orders letters by their numbers already; the number is PostgreSQL's.
SELECT 1;
