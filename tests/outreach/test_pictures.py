"""What a camera writes into a picture never stays in it; the picture itself does."""

import struct

import pytest
from tests.outreach.pictures import GPS, chunk, exif, jpeg, png, segment

from thidua.outreach.pictures import BrokenPicture, without_traces


def test_a_jpeg_keeps_only_what_draws_it():
    dirty = jpeg(
        640,
        480,
        exif(),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + GPS),
        segment(0xE2, b"MPF\x00" + GPS),
        segment(0xED, b"Photoshop 3.0\x00" + GPS),
        segment(0xFE, GPS),
    )
    clean = without_traces(dirty + b"film" + GPS)
    assert clean.content == jpeg(640, 480)
    assert (clean.width, clean.height) == (640, 480)


def test_colours_and_tables_stay():
    profile = segment(0xE2, b"ICC_PROFILE\x00\x01\x01profile")
    adobe = segment(0xEE, b"Adobe\x00d\x00\x00\x00\x00\x01")
    kept = jpeg(640, 480, profile, adobe)
    assert without_traces(kept).content == kept


@pytest.mark.parametrize("order", ["<", ">"])
def test_how_the_phone_was_held_stays_and_nothing_else(order):
    clean = without_traces(jpeg(640, 480, exif(6, order)))
    assert GPS not in clean.content
    assert clean.content.count(b"Exif") == 1
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in clean.content
    assert (clean.width, clean.height) == (480, 640)
    assert without_traces(clean.content) == clean


@pytest.mark.parametrize("tiff", [b"", b"XX", b"II*\x00\xff\xff\xff\xff", b"MM\x00*\x00\x00\x00\x08\x00\x09"])
def test_an_exif_that_makes_no_sense_is_dropped(tiff):
    assert without_traces(jpeg(640, 480, segment(0xE1, b"Exif\x00\x00" + tiff))).content == jpeg(640, 480)


def test_a_jpeg_in_several_scans_is_read_to_its_end():
    second = segment(0xC4, b"\x00" + bytes(17)) + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x99"
    kept = jpeg(640, 480, scan=b"\x12\x34" + second)
    assert without_traces(kept).content == kept


def test_a_png_keeps_only_what_draws_it():
    traces = (chunk(b"eXIf", GPS), chunk(b"tEXt", b"Author\x00" + GPS), chunk(b"tIME", bytes(7)))
    clean = without_traces(png(400, 300, *traces) + GPS)
    assert clean.content == png(400, 300)
    assert (clean.width, clean.height) == (400, 300)


def test_a_damaged_part_of_a_png_is_refused():
    whole = bytearray(png())
    whole[40] ^= 0xFF
    with pytest.raises(BrokenPicture):
        without_traces(bytes(whole))


@pytest.mark.parametrize("whole", [jpeg(), png()])
def test_a_picture_cut_off_anywhere_is_refused(whole):
    for length in [0, 1, 2, 3, 9, 21, 60, len(whole) // 2, len(whole) - 1]:
        with pytest.raises(BrokenPicture):
            without_traces(whole[:length])


@pytest.mark.parametrize("content", [b"GIF89a", b"\xff\xd8\xff\xd9", b"\xff\xd8\x00\x00", b"<svg/>"])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(BrokenPicture):
        without_traces(content)
