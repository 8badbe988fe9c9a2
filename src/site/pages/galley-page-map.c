/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The travel map: a drawing of where the posts were written, and a list of the places beside it for
 * who cannot see the drawing. */
#include "galley-context.h"
#include "galley-fingerprint.h"
#include "galley-index.h"
#include "galley-item.h"
#include "galley-page-kind.h"
#include "galley-site-private.h"

#include "galley-escape.h"
#include "galley-map-paths.h"
#include "galley-slug.h"

#include <math.h>
#include <string.h>

/* Units of the sheet; a page shows about half of them as pixels. */
#define WIDTH 2000.0
#define HEIGHT 1250.0
#define DOT 11.0
#define DOT_APART 34.0
#define TARGET 30.0 /* around a dot, for the pointer */
#define LABEL 30.0
#define LABEL_LETTER 15.5 /* the width of a letter, at most, as a rule */
#define LABELS_MAX 60
/* On a narrow screen the drawing is small, and its letters are so many times larger in it. */
#define NEAR 2.3
/* More places than this stay where they are, though they may lie upon each other. */
#define NUDGED_MAX 300

typedef struct
{
  char *id;         /* "place-moscow-russia" */
  const char *name; /* (unowned) */
  GalleyCoordinates at;
  GalleySpot spot;
  GPtrArray *entries; /* of GalleyEntry (unowned), newest first */
} Place;

typedef struct
{
  double left, top, right, bottom;
} Box;

static char *
escape (const char *text)
{
  GString *out = g_string_new (NULL);

  galley_escape_html (out, text, -1);
  return g_string_free (out, FALSE);
}

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->id);
  g_ptr_array_unref (place->entries);
  g_free (place);
}

/* The places in the order of the journey; @order: where it went, one after another. */
static GPtrArray *
gather_places (GalleySite *site, GArray *order)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (place_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  const Place *last = NULL;

  for (guint i = galley_entries_length (site->model->posts); i > 0; i--)
    {
      GalleyEntry *entry = galley_entries_get (site->model, site->model->posts, i - 1);
      g_autofree char *id = NULL;
      Place *place;

      if (!galley_entry_has_place (entry))
        continue;
      id = galley_entry_get_place_id (entry);
      place = g_hash_table_lookup (by_id, id);
      if (place == NULL)
        {
          place = g_new0 (Place, 1);
          place->id = g_steal_pointer (&id);
          place->name = entry->post->place;
          place->at = (GalleyCoordinates){ entry->post->longitude, entry->post->latitude };
          place->entries = g_ptr_array_new ();
          g_ptr_array_add (places, place);
          g_hash_table_insert (by_id, place->id, place);
        }
      g_ptr_array_insert (place->entries, 0, entry);
      if (place != last)
        g_array_append_val (order, place->at);
      last = place;
    }
  return places;
}

/* Dots that hide each other move apart, the same way each time. */
static void
nudge (GPtrArray *places)
{
  gboolean moved = places->len <= NUDGED_MAX;

  for (guint round = 0; moved && round < 40; round++)
    {
      moved = FALSE;
      for (guint i = 0; i < places->len; i++)
        for (guint k = i + 1; k < places->len; k++)
          {
            Place *one = g_ptr_array_index (places, i);
            Place *other = g_ptr_array_index (places, k);
            double dx = other->spot.x - one->spot.x;
            double dy = other->spot.y - one->spot.y;
            double far = hypot (dx, dy);
            double push;

            if (far >= DOT_APART - 0.5)
              continue;
            if (far < 0.01)
              {
                dx = 1;
                dy = 0;
                far = 1;
              }
            push = (DOT_APART - MIN (far, DOT_APART)) / 2 / far;
            one->spot.x -= dx * push;
            one->spot.y -= dy * push;
            other->spot.x += dx * push;
            other->spot.y += dy * push;
            moved = TRUE;
          }
    }
}

static gboolean
is_free (const Box *box, GArray *taken)
{
  if (box->left < 4 || box->top < 4 || box->right > WIDTH - 4 || box->bottom > HEIGHT - 4)
    return FALSE;
  for (guint i = 0; i < taken->len; i++)
    {
      const Box *other = &g_array_index (taken, Box, i);

      if (box->left < other->right && other->left < box->right && box->top < other->bottom &&
          other->top < box->bottom)
        return FALSE;
    }
  return TRUE;
}

/* What is taken of the sheet, on a screen of one width. */
typedef struct
{
  GArray *taken; /* of Box */
  double scale;  /* of letters and dots */
  const char *classes;
} Lettering;

/* A name beside its dot, where it hides nothing: right, left, above, below; or none. Where there is
 * little room, it ends at its first comma. */
static void
append_label (GString *out, const Place *place, const Lettering *lettering)
{
  double s = lettering->scale;
  gsize n_bytes = s > 1 ? strcspn (place->name, ",") : strlen (place->name);
  double length = (double) g_utf8_strlen (place->name, (gssize) n_bytes) * LABEL_LETTER * s;
  double x = place->spot.x;
  double y = place->spot.y;
  double gap = (DOT + 12) * s;
  const struct
  {
    const char *anchor;
    double x, y; /* of the text's base line */
    Box box;
  } ways[] = {
    { "start", x + gap, y + 10 * s, { x + gap, y - 20 * s, x + gap + length, y + 20 * s } },
    { "end", x - gap, y + 10 * s, { x - gap - length, y - 20 * s, x - gap, y + 20 * s } },
    { "middle",
      x,
      y - gap - 4 * s,
      { x - length / 2, y - gap - 36 * s, x + length / 2, y - gap + 4 * s } },
    { "middle",
      x,
      y + gap + 22 * s,
      { x - length / 2, y + gap - 6 * s, x + length / 2, y + gap + 34 * s } },
  };

  if (length == 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *shown = NULL;
      g_autofree char *name = NULL;

      if (!is_free (&ways[i].box, lettering->taken))
        continue;
      g_array_append_val (lettering->taken, ways[i].box);
      shown = g_strndup (place->name, n_bytes);
      name = escape (shown);
      g_string_append_printf (
          out,
          "<text class=\"%s\" paint-order=\"stroke\" x=\"%d\" y=\"%d\" text-anchor=\"%s\" "
          "direction=\"ltr\">%s</text>",
          lettering->classes, (int) lround (ways[i].x), (int) lround (ways[i].y), ways[i].anchor,
          name);
      return;
    }
}

static void
append_place (GalleySite *site, GString *out, const Place *place, const Lettering *letterings)
{
  g_autofree char *name = escape (*place->name != '\0' ? place->name : place->id);
  g_autofree char *count =
      galley_count_text (site->model->language, GALLEY_COUNT_POSTS, place->entries->len);
  int x = (int) lround (place->spot.x);
  int y = (int) lround (place->spot.y);

  g_string_append_printf (out,
                          "<a href=\"#%s\"><title>%s – %s</title><circle class=\"map-target\" "
                          "cx=\"%d\" cy=\"%d\" r=\"%d\"/><circle class=\"map-dot\" cx=\"%d\" "
                          "cy=\"%d\" r=\"%d\"/>",
                          place->id, name, count, x, y, (int) TARGET, x, y, (int) DOT);
  for (; letterings != NULL && letterings->taken != NULL; letterings++)
    append_label (out, place, letterings);
  g_string_append (out, "</a>\n");
}

/* No name may hide a dot. */
static void
take_dots (GPtrArray *places, const Lettering *lettering)
{
  double reach = DOT * lettering->scale;

  for (guint i = 0; i < places->len; i++)
    {
      const GalleySpot *spot = &((const Place *) g_ptr_array_index (places, i))->spot;
      Box box = { spot->x - reach, spot->y - reach, spot->x + reach, spot->y + reach };

      g_array_append_val (lettering->taken, box);
    }
}

static char *
draw (GalleySite *site, GPtrArray *places, GArray *order)
{
  GString *out = g_string_sized_new (65536);
  g_autoptr (GArray) wide = g_array_new (FALSE, FALSE, sizeof (Box));
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (Box));
  const Lettering letterings[] = { { wide, 1, "map-label map-far" },
                                   { near, NEAR, "map-label map-near" },
                                   { NULL } };
  g_autofree char *title = escape (galley_word (site->model->language, GALLEY_WORD_map));
  GalleyProjection projection;

  galley_projection_fit (&projection, (const GalleyCoordinates *) (gpointer) order->data,
                         order->len, WIDTH, HEIGHT);
  g_string_append_printf (out,
                          "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"group\" "
                          "aria-label=\"%s\">\n<path class=\"map-land\" d=\"",
                          (int) WIDTH, (int) HEIGHT, title);
  galley_map_append_land (&projection, out);
  g_string_append (out, "\"/>\n<path class=\"map-borders\" d=\"");
  galley_map_append_borders (&projection, out);
  g_string_append (out, "\"/>\n<path class=\"map-journey\" d=\"");
  galley_map_append_journey (&projection, (const GalleyCoordinates *) (gpointer) order->data,
                             order->len, out);
  g_string_append (out, "\"/>\n");
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = g_ptr_array_index (places, i);

      place->at.longitude =
          projection.centre + galley_projection_turn (&projection, place->at.longitude);
      place->spot = galley_projection_put (&projection, place->at);
    }
  nudge (places);
  take_dots (places, &letterings[0]);
  take_dots (places, &letterings[1]);
  for (guint i = 0; i < places->len; i++)
    append_place (site, out, g_ptr_array_index (places, i), i < LABELS_MAX ? letterings : NULL);
  g_string_append (out, "</svg>");
  return g_string_free (out, FALSE);
}

static GalleyValue *
place_map (GalleySite *site, const Place *place, const GalleyViewpoint *from)
{
  GalleyValue *map = galley_value_new_map ();
  GalleyList items = galley_list_new ();

  galley_value_set_string (map, "id", place->id);
  galley_context_set_text (map, "name", place->name);
  for (guint i = 0; i < place->entries->len; i++)
    galley_list_append (
        &items, galley_context_item (site, g_ptr_array_index (place->entries, i), from, FALSE));
  galley_context_set_list (map, "posts", NULL, items);
  return map;
}

static GalleyValue *
fill_map (GalleySite *site,
          const GalleyFile *file,
          const GalleyMaterials *materials,
          char **excerpt)
{
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  GalleyHead head = { galley_word (site->model->language, GALLEY_WORD_map), NULL, NULL, NULL };
  GalleyValue *context = galley_context_new (site, file, &head, &from);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (GalleyCoordinates));
  g_autoptr (GPtrArray) places = gather_places (site, order);
  GalleyValue *map = galley_value_new_map ();
  GalleyList list = galley_list_new ();

  if (places->len > 0)
    galley_value_take_string (map, "drawing", draw (site, places, order));
  for (guint i = 0; i < places->len; i++)
    galley_list_append (&list, place_map (site, g_ptr_array_index (places, i), &from));
  galley_context_set_list (map, "places", "has_places", list);
  galley_value_set (context, "map", map);
  return context;
}

static gboolean
fingerprint_map (GalleySite *site, const GalleyFile *file, GString *out)
{
  galley_fingerprint_add_all_comments (out, site, site->model->posts);
  return TRUE;
}

GALLEY_DEFINE_PAGE_KIND (map,
                         fingerprint_map,
                         galley_reach_list,
                         .template = "map",
                         .fill = fill_map)
