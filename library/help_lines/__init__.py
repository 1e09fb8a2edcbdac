"""Services that help people in trouble, and the page that names them."""
