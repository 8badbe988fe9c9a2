/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a post was written. Tools write that as keys of the front matter's own, as an object under
 * one of several names, as a pair of numbers, or as a point of GeoJSON (RFC 7946). */
#include "galley-front-matter.h"
#include "galley-front-matter-place-private.h"

#include <math.h>
#include <string.h>

static const char *const names[] = {
  "place", "location", "name", "title", "address", "city", NULL
};
static const char *const latitudes[] = { "latitude", "lat", NULL };
static const char *const longitudes[] = { "longitude", "lon", "lng", "long", NULL };

static double
parse_degrees (const char *text, double most)
{
  char *rest = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &rest) : NAN;

  return text != NULL && rest != text && *rest == '\0' && fabs (value) <= most ? value : NAN;
}

/* Half of a position is none. */
static gboolean
set_position (GalleyPostRecord *post, const char *latitude, const char *longitude)
{
  double north = parse_degrees (latitude, 90);
  double east = parse_degrees (longitude, 180);

  if (isnan (north) || isnan (east))
    return FALSE;
  post->latitude = north;
  post->longitude = east;
  return TRUE;
}

static gboolean
read_keys (GalleyPostRecord *post, JsonObject *values)
{
  g_autofree char *latitude = galley_front_matter_get_text (values, latitudes);
  g_autofree char *longitude = galley_front_matter_get_text (values, longitudes);

  return set_position (post, latitude, longitude);
}

/* "52.1, 4.3" or [52.1, 4.3]; GeoJSON has the longitude first. */
static gboolean
read_pair (GalleyPostRecord *post, JsonNode *node, gboolean longitude_first)
{
  g_autofree char *text = galley_json_node_to_text (node);
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
      json_array_get_length (json_node_get_array (node)) >= 2)
    {
      one = galley_json_node_to_text (json_array_get_element (json_node_get_array (node), 0));
      other = galley_json_node_to_text (json_array_get_element (json_node_get_array (node), 1));
    }
  else if (text != NULL && strchr (text, ',') != NULL)
    {
      char *comma = strchr (text, ',');

      one = g_strstrip (g_strndup (text, (gsize) (comma - text)));
      other = g_strstrip (g_strdup (comma + 1));
    }
  return longitude_first ? set_position (post, other, one) : set_position (post, one, other);
}

static void
read_object (GalleyPostRecord *post, JsonObject *object)
{
  static const char *const types[] = { "type", NULL };
  g_autofree char *type = galley_front_matter_get_text (object, types);
  g_autofree char *name = galley_front_matter_get_text (object, names);

  if (post->place == NULL)
    post->place = g_steal_pointer (&name);
  if (isnan (post->latitude) && !read_keys (post, object))
    read_pair (post, galley_front_matter_get (object, "coordinates"),
               g_strcmp0 (type, "Point") == 0);
}

/**
 * galley_front_matter_read_place:
 * @post: a post whose place is %NULL
 * @values: front matter
 *
 * Gives the post the place that its front matter names and, where it tells that, its position.
 */
void
galley_front_matter_read_place (GalleyPostRecord *post, JsonObject *values)
{
  static const char *const texts[] = { "place", "location", NULL };
  static const char *const objects[] = { "place",       "location", "geo", "geolocation",
                                         "coordinates", "latlng",   "gps" };

  post->place = galley_front_matter_get_text (values, texts);
  post->latitude = post->longitude = NAN;
  read_keys (post, values);
  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      JsonNode *node = galley_front_matter_get (values, objects[i]);

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        read_object (post, json_node_get_object (node));
      else if (isnan (post->latitude) && i > 0)
        read_pair (post, node, FALSE);
    }
}
