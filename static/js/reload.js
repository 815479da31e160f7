// For a page that says how far something is. Without this file, its link does the same by hand.
setTimeout(() => location.reload(), 3000);
