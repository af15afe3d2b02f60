"""What people read: exports, reports and pages."""
