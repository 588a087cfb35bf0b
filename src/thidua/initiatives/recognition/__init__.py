"""From the application to the decision: recognition by level, with its three months (NĐ 13/2012, Điều 7)."""
