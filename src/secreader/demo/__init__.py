"""The bundled newswire: real, public events in our own words, told by five invented outlets and served on loopback."""
