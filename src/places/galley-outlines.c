/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coasts and borders of Natural Earth, read once from what is built in. The form:
 * data/map/README.md. */
#include "galley-outlines.h"

#include "galley-map-resources.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE "/io/github/galleyproof/Galley/map/outlines.bin"
#define MAGIC "GALLEYO1"

typedef struct
{
  const guint8 *at, *end;
} Reader;

static guint32
read_length (Reader *reader)
{
  guint32 value;

  g_assert (reader->end - reader->at >= 4);
  memcpy (&value, reader->at, 4);
  reader->at += 4;
  return GUINT32_FROM_LE (value);
}

/* Seven bits a byte, the lowest first; the sign is the lowest bit of all. */
static gint32
read_number (Reader *reader)
{
  guint32 value = 0;

  for (guint shift = 0; shift < 32; shift += 7)
    {
      g_assert (reader->at < reader->end);
      value |= (guint32) (*reader->at & 127) << shift;
      if ((*reader->at++ & 128) == 0)
        break;
    }
  return (gint32) (value >> 1) ^ -(gint32) (value & 1);
}

static GalleyOutline
read_line (Reader *reader)
{
  guint n = read_length (reader);
  GalleyPoint *points = g_new (GalleyPoint, n);
  GalleyOutline line = { points, n, { G_MAXINT32, G_MAXINT32 }, { G_MININT32, G_MININT32 } };
  GalleyPoint at = { 0, 0 };

  for (guint i = 0; i < n; i++)
    {
      at.longitude += read_number (reader);
      at.latitude += read_number (reader);
      points[i] = at;
      line.least.longitude = MIN (line.least.longitude, at.longitude);
      line.least.latitude = MIN (line.least.latitude, at.latitude);
      line.most.longitude = MAX (line.most.longitude, at.longitude);
      line.most.latitude = MAX (line.most.latitude, at.latitude);
    }
  return line;
}

static GArray *
read_lines (Reader *reader)
{
  guint n = read_length (reader);
  GArray *lines = g_array_sized_new (FALSE, FALSE, sizeof (GalleyOutline), n);

  for (guint i = 0; i < n; i++)
    {
      GalleyOutline line = read_line (reader);

      g_array_append_val (lines, line);
    }
  return lines;
}

/**
 * galley_outlines_get:
 *
 * Reads coasts and borders at the first call. Any thread may.
 *
 * Returns: (transfer none): the outlines of the world, which stay
 */
const GalleyOutlines *
galley_outlines_get (void)
{
  static gsize once = 0;
  static GalleyOutlines outlines;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GBytes) bytes = g_resource_lookup_data (galley_map_get_resource (), RESOURCE,
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      gsize length;
      const guint8 *data = g_bytes_get_data (bytes, &length);
      Reader reader = { data + strlen (MAGIC), data + length };

      outlines.land = read_lines (&reader);
      outlines.borders = read_lines (&reader);
      g_once_init_leave (&once, 1);
    }
  return &outlines;
}
