"""The record in spreadsheets: any list as XLSX or CSV, and back again after a look at what would change."""
