DROP TABLE interchange_answer;
