"""render/onix: a book as an ONIX for Books 3.1 message, the record that shops and libraries load.

message puts it together · descriptive says what the product is · contents names its texts · codes are EDItEUR's lists
"""

from publisher.render.onix.message import onix_record

__all__ = ["onix_record"]
