/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-map-paths.h"

#include <math.h>
#include <string.h>

#include "galley-outlines.h"

#define TO_RADIANS (G_PI / 180)
#define UNITS 100.0 /* of an outline, to a degree */
/* What is cut off lies so far outside of the sheet that no line of the cut is seen. */
#define BLEED 20.0
/* No point is kept that lies nearer than this to the line without it, in units of the sheet. */
#define TOLERANCE 1.1
/* A great circle is drawn in straight pieces of about so many units. */
#define PIECE 24.0
#define PIECES_MAX 200

/* A line on the sheet that is being made. */
typedef GArray Spots; /* of GalleySpot */

#define spot_at(spots, i) g_array_index ((spots), GalleySpot, (i))

static void
put_outline (const GalleyProjection *projection,
             const GalleyOutline *line,
             double shift,
             Spots *spots)
{
  g_array_set_size (spots, 0);
  for (guint i = 0; i < line->n_points; i++)
    {
      GalleyCoordinates place = { line->points[i].longitude / UNITS + shift,
                                  line->points[i].latitude / UNITS };
      GalleySpot spot = galley_projection_put (projection, place);

      g_array_append_val (spots, spot);
    }
}

/* How far a spot is inside of one edge of the sheet: left, right, top, bottom. */
static double
inside_of (const GalleyProjection *projection, const GalleySpot *spot, guint edge)
{
  switch (edge)
    {
    case 0:
      return spot->x + BLEED;
    case 1:
      return projection->width + BLEED - spot->x;
    case 2:
      return spot->y + BLEED;
    default:
      return projection->height + BLEED - spot->y;
    }
}

static GalleySpot
between (const GalleySpot *one, const GalleySpot *other, double part)
{
  return (GalleySpot){ one->x + (other->x - one->x) * part, one->y + (other->y - one->y) * part };
}

/* What of a ring lies on the sheet, edge by edge (Sutherland and Hodgman, CACM 17, 1974). */
static void
clip_ring (const GalleyProjection *projection, Spots *spots)
{
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (GalleySpot));

  for (guint edge = 0; edge < 4 && spots->len > 0; edge++)
    {
      g_array_set_size (from, 0);
      g_array_append_vals (from, spots->data, spots->len);
      g_array_set_size (spots, 0);
      for (guint i = 0; i < from->len; i++)
        {
          const GalleySpot *now = &spot_at (from, i);
          const GalleySpot *before = &spot_at (from, (i + from->len - 1) % from->len);
          double here = inside_of (projection, now, edge);
          double there = inside_of (projection, before, edge);

          if ((here >= 0) != (there >= 0))
            {
              GalleySpot cut = between (before, now, there / (there - here));

              g_array_append_val (spots, cut);
            }
          if (here >= 0)
            g_array_append_val (spots, *now);
        }
    }
}

static double
distance_to_line (const GalleySpot *spot, const GalleySpot *start, const GalleySpot *end)
{
  double dx = end->x - start->x;
  double dy = end->y - start->y;
  double square = dx * dx + dy * dy;
  double part = 0;

  if (square > 0)
    part = CLAMP (((spot->x - start->x) * dx + (spot->y - start->y) * dy) / square, 0, 1);
  return hypot (spot->x - start->x - part * dx, spot->y - start->y - part * dy);
}

/* Marks the spots that a line cannot do without (Douglas and Peucker, 1973), without recursion. */
static void
mark_needed (const Spots *spots, gboolean *needed)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  guint range[2] = { 0, spots->len - 1 };

  needed[0] = needed[spots->len - 1] = TRUE;
  g_array_append_vals (stack, range, 2);
  while (stack->len > 0)
    {
      guint first = g_array_index (stack, guint, stack->len - 2);
      guint last = g_array_index (stack, guint, stack->len - 1);
      guint farthest = first;
      double most = TOLERANCE;

      g_array_set_size (stack, stack->len - 2);
      for (guint i = first + 1; i < last; i++)
        {
          double distance = distance_to_line (&spot_at (spots, i), &spot_at (spots, first),
                                              &spot_at (spots, last));

          if (distance > most)
            {
              most = distance;
              farthest = i;
            }
        }
      if (farthest == first)
        continue;
      needed[farthest] = TRUE;
      guint ranges[4] = { first, farthest, farthest, last };
      g_array_append_vals (stack, ranges, 4);
    }
}

static void
append_number (GString *out, int number, gboolean first)
{
  if (!first && number >= 0)
    g_string_append_c (out, ' ');
  g_string_append_printf (out, "%d", number);
}

/* "M120 40l3-4 5 6z": the first absolute, what follows relative; none for less than a dot. */
static void
append_path (GString *out, const Spots *spots, const gboolean *needed, gboolean closed)
{
  int x = (int) lround (spot_at (spots, 0).x);
  int y = (int) lround (spot_at (spots, 0).y);
  gsize start = out->len;
  guint n = 0;

  g_string_append_printf (out, "M%d", x);
  append_number (out, y, FALSE);
  for (guint i = 1; i < spots->len; i++)
    {
      int next_x = (int) lround (spot_at (spots, i).x);
      int next_y = (int) lround (spot_at (spots, i).y);

      if ((needed != NULL && !needed[i]) || (next_x == x && next_y == y))
        continue;
      if (n++ == 0)
        g_string_append_c (out, 'l');
      append_number (out, next_x - x, n == 1);
      append_number (out, next_y - y, FALSE);
      x = next_x;
      y = next_y;
    }
  if (n < (closed ? 2 : 1))
    g_string_truncate (out, start);
  else if (closed)
    g_string_append_c (out, 'z');
}

static gboolean
is_on_sheet (const GalleyProjection *projection, const Spots *spots)
{
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < spots->len; i++)
    {
      left = MIN (left, spot_at (spots, i).x);
      right = MAX (right, spot_at (spots, i).x);
      top = MIN (top, spot_at (spots, i).y);
      bottom = MAX (bottom, spot_at (spots, i).y);
    }
  return spots->len > 1 && right > -BLEED && left < projection->width + BLEED && bottom > -BLEED &&
         top < projection->height + BLEED;
}

/* Borders are cut where they leave the sheet: pieces between spots outside are left away. */
static void
append_border (const GalleyProjection *projection, const Spots *spots, GString *out)
{
  g_autoptr (GArray) piece = g_array_new (FALSE, FALSE, sizeof (GalleySpot));
  g_autofree gboolean *needed = g_new0 (gboolean, spots->len);

  for (guint i = 0; i <= spots->len; i++)
    {
      gboolean inside = i < spots->len;

      for (guint edge = 0; inside && edge < 4; edge++)
        inside = inside_of (projection, &spot_at (spots, i), edge) >= -2 * BLEED;
      if (inside)
        g_array_append_val (piece, spot_at (spots, i));
      if (inside || piece->len == 0)
        continue;
      memset (needed, 0, sizeof (gboolean) * piece->len);
      mark_needed (piece, needed);
      append_path (out, piece, needed, FALSE);
      g_array_set_size (piece, 0);
    }
}

/* Each outline is drawn where it lies, and again where the sheet has the same meridians once more.
 */
static void
append_outlines (const GalleyProjection *projection,
                 const GArray *lines,
                 gboolean closed,
                 GString *out)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (GalleySpot));

  for (guint i = 0; i < lines->len; i++)
    for (double shift = -720; shift <= 720; shift += 360)
      {
        const GalleyOutline *line = &g_array_index (lines, GalleyOutline, i);
        double half = projection->width / projection->scale / TO_RADIANS / 2;

        if (line->most.longitude / UNITS + shift < projection->centre - half - 2 ||
            line->least.longitude / UNITS + shift > projection->centre + half + 2)
          continue;
        put_outline (projection, line, shift, spots);
        if (!is_on_sheet (projection, spots))
          continue;
        if (!closed)
          {
            append_border (projection, spots, out);
            continue;
          }
        clip_ring (projection, spots);
        if (spots->len < 3)
          continue;
        g_autofree gboolean *needed = g_new0 (gboolean, spots->len);
        mark_needed (spots, needed);
        append_path (out, spots, needed, TRUE);
      }
}

/**
 * galley_map_append_land:
 * @projection: a projection
 * @out: where it is written
 *
 * Draws the land that lies on the sheet.
 */
void
galley_map_append_land (const GalleyProjection *projection, GString *out)
{
  append_outlines (projection, galley_outlines_get ()->land, TRUE, out);
}

/**
 * galley_map_append_borders:
 * @projection: a projection
 * @out: where it is written
 *
 * Draws the borders of countries that lie on the sheet.
 */
void
galley_map_append_borders (const GalleyProjection *projection, GString *out)
{
  append_outlines (projection, galley_outlines_get ()->borders, FALSE, out);
}

static void
to_vector (GalleyCoordinates place, double *vector)
{
  double phi = place.latitude * TO_RADIANS;
  double lambda = place.longitude * TO_RADIANS;

  vector[0] = cos (phi) * cos (lambda);
  vector[1] = cos (phi) * sin (lambda);
  vector[2] = sin (phi);
}

static GalleyCoordinates
from_vector (const double *vector)
{
  return (GalleyCoordinates){
    atan2 (vector[1], vector[0]) / TO_RADIANS,
    atan2 (vector[2], hypot (vector[0], vector[1])) / TO_RADIANS,
  };
}

/* Adds the way from one place to another, the shortest on the earth, without its start. */
static void
add_leg (const GalleyProjection *projection,
         GalleyCoordinates from,
         GalleyCoordinates to,
         Spots *spots)
{
  double a[3], b[3];
  double angle;
  guint n;

  to_vector (from, a);
  to_vector (to, b);
  angle = acos (CLAMP (a[0] * b[0] + a[1] * b[1] + a[2] * b[2], -1, 1));
  n = (guint) CLAMP (ceil (angle * projection->scale / PIECE), 1, PIECES_MAX);
  for (guint i = 1; i <= n; i++)
    {
      double part = (double) i / n;
      GalleyCoordinates place = to;

      /* Of places opposite to each other no way is the shortest. */
      if (i < n && sin (angle) > 1e-6)
        {
          double one = sin ((1 - part) * angle) / sin (angle);
          double other = sin (part * angle) / sin (angle);
          double at[3] = { a[0] * one + b[0] * other, a[1] * one + b[1] * other,
                           a[2] * one + b[2] * other };

          place = from_vector (at);
        }
      place.longitude = projection->centre + galley_projection_turn (projection, place.longitude);
      GalleySpot spot = galley_projection_put (projection, place);
      g_array_append_val (spots, spot);
    }
}

/* Draws a leg. Where it leaves the map on one side it comes back on the other: both parts end at
 * the edge. */
static void
append_leg (const GalleyProjection *projection, const Spots *spots, Spots *piece, GString *out)
{
  double turn = 2 * G_PI * projection->scale;

  g_array_set_size (piece, 0);
  for (guint i = 0; i < spots->len; i++)
    {
      GalleySpot now = spot_at (spots, i);
      GalleySpot before = spot_at (spots, i > 0 ? i - 1 : 0);
      double side = now.x > before.x ? 1 : -1;
      double edge = projection->width / 2 - side * turn / 2;

      if (fabs (now.x - before.x) > turn / 2)
        {
          /* As if the leg went on beyond the edge. */
          double beyond = now.x - side * turn;
          double part = beyond != before.x ? (edge - before.x) / (beyond - before.x) : 0;
          GalleySpot end = { edge, before.y + (now.y - before.y) * part };
          GalleySpot start = { edge + side * turn, end.y };

          g_array_append_val (piece, end);
          append_path (out, piece, NULL, FALSE);
          g_array_set_size (piece, 0);
          g_array_append_val (piece, start);
        }
      g_array_append_val (piece, now);
    }
  append_path (out, piece, NULL, FALSE);
}

/* What names the way between two places, whichever way it is gone. */
static char *
name_leg (GalleyCoordinates one, GalleyCoordinates other)
{
  GalleyCoordinates places[2] = { one, other };
  gboolean turned = one.longitude > other.longitude ||
                    (one.longitude == other.longitude && one.latitude > other.latitude);
  const GalleyCoordinates *first = &places[turned ? 1 : 0];
  const GalleyCoordinates *last = &places[turned ? 0 : 1];

  return g_strdup_printf (
      "%d %d %d %d", (int) lround (first->longitude * 100), (int) lround (first->latitude * 100),
      (int) lround (last->longitude * 100), (int) lround (last->latitude * 100));
}

/**
 * galley_map_append_journey:
 * @projection: a projection
 * @places: in the order in which they were visited
 * @n_places: how many
 * @out: where it is written
 *
 * Draws the way from place to place. A way that was gone more than once is drawn once.
 */
void
galley_map_append_journey (const GalleyProjection *projection,
                           const GalleyCoordinates *places,
                           gsize n_places,
                           GString *out)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (GalleySpot));
  g_autoptr (GArray) piece = g_array_new (FALSE, FALSE, sizeof (GalleySpot));
  g_autoptr (GHashTable) drawn = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 1; i < n_places; i++)
    {
      if (!g_hash_table_add (drawn, name_leg (places[i - 1], places[i])))
        continue;
      g_array_set_size (spots, 0);
      add_leg (projection, places[i - 1], places[i - 1], spots);
      add_leg (projection, places[i - 1], places[i], spots);
      append_leg (projection, spots, piece, out);
    }
}
