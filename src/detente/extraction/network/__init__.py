"""The trained reader: words in windows, one network, spans out."""
