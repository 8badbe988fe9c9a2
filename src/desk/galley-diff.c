/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-diff.h"

/* Where two stretches differ in more than so many places, no further common ones are looked for:
 * the time taken grows with the square of it. */
#define MAX_COST 2000

/* Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), with
 * the refinement of section 4b, which needs no more than linear space. A point of the edit graph is
 * (x, y), so much of the old and of the new sequence; the diagonal k holds those with x - y = k. */
typedef struct
{
  const guint *old, *new;
  gboolean *removed, *added;
  int *forward, *backward; /* the furthest x reached on each diagonal, indexed from diagonal 0 */
} Differ;

typedef struct
{
  int x0, x1, y0, y1;
} Box;

/* The diagonals that one end has reached. */
typedef struct
{
  int low, high;
} Reach;

/* Grows by one diagonal at each end, or shrinks there where the box ends. */
static void
widen (Reach *reach, int *v, int low, int high, int unreached)
{
  if (reach->low > low)
    v[--reach->low - 1] = unreached;
  else
    reach->low++;
  if (reach->high < high)
    v[++reach->high + 1] = unreached;
  else
    reach->high--;
}

/* One more edit from the start. TRUE where it meets what was reached from the end. */
static gboolean
go_forward (Differ *self, const Box *box, Reach own, Reach other, gboolean may_meet, int *x, int *y)
{
  int *v = self->forward;

  for (int k = own.high; k >= own.low; k -= 2)
    {
      *x = v[k - 1] < v[k + 1] ? v[k + 1] : v[k - 1] + 1;
      *y = *x - k;
      while (*x < box->x1 && *y < box->y1 && self->old[*x] == self->new[*y])
        {
          ++*x;
          ++*y;
        }
      v[k] = *x;
      if (may_meet && k >= other.low && k <= other.high && self->backward[k] <= *x)
        return TRUE;
    }
  return FALSE;
}

/* One more edit from the end. */
static gboolean
go_backward (Differ *self,
             const Box *box,
             Reach own,
             Reach other,
             gboolean may_meet,
             int *x,
             int *y)
{
  int *v = self->backward;

  for (int k = own.high; k >= own.low; k -= 2)
    {
      *x = v[k - 1] < v[k + 1] ? v[k - 1] : v[k + 1] - 1;
      *y = *x - k;
      while (*x > box->x0 && *y > box->y0 && self->old[*x - 1] == self->new[*y - 1])
        {
          --*x;
          --*y;
        }
      v[k] = *x;
      if (may_meet && k >= other.low && k <= other.high && *x <= self->forward[k])
        return TRUE;
    }
  return FALSE;
}

/* A point in the middle of a shortest way through the box; FALSE where that is too far to find. */
static gboolean
find_middle (Differ *self, const Box *box, int *x, int *y)
{
  int low = box->x0 - box->y1, high = box->x1 - box->y0;
  int start = box->x0 - box->y0, end = box->x1 - box->y1;
  gboolean odd = ((start - end) & 1) != 0;
  Reach forward = { start, start }, backward = { end, end };

  self->forward[start] = box->x0;
  self->backward[end] = box->x1;
  for (int cost = 1; cost < MAX_COST; cost++)
    {
      widen (&forward, self->forward, low, high, -1);
      if (go_forward (self, box, forward, backward, odd, x, y))
        return TRUE;
      widen (&backward, self->backward, low, high, G_MAXINT);
      if (go_backward (self, box, backward, forward, !odd, x, y))
        return TRUE;
    }
  return FALSE;
}

static void
mark_all (Differ *self, const Box *box)
{
  for (int x = box->x0; x < box->x1; x++)
    self->removed[x] = TRUE;
  for (int y = box->y0; y < box->y1; y++)
    self->added[y] = TRUE;
}

/* Depth: each middle halves the number of edits, so it is the logarithm of MAX_COST. */
static void
compare (Differ *self, Box box)
{
  int x, y;

  while (box.x0 < box.x1 && box.y0 < box.y1 && self->old[box.x0] == self->new[box.y0])
    {
      box.x0++;
      box.y0++;
    }
  while (box.x0 < box.x1 && box.y0 < box.y1 && self->old[box.x1 - 1] == self->new[box.y1 - 1])
    {
      box.x1--;
      box.y1--;
    }
  if (box.x0 == box.x1 || box.y0 == box.y1 || !find_middle (self, &box, &x, &y))
    mark_all (self, &box);
  else
    {
      compare (self, (Box){ box.x0, x, box.y0, y });
      compare (self, (Box){ x, box.x1, y, box.y1 });
    }
}

static void
add_span (GArray *spans, GalleyDiffKind kind, guint start, guint length)
{
  GalleyDiffSpan span = { kind, start, length };

  if (length > 0)
    g_array_append_val (spans, span);
}

static GArray *
make_spans (const Differ *self, guint n_old, guint n_new)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (GalleyDiffSpan));
  guint x = 0, y = 0;

  while (x < n_old || y < n_new)
    {
      guint from = x, to = y;

      while (x < n_old && y < n_new && !self->removed[x] && !self->added[y])
        {
          x++;
          y++;
        }
      add_span (spans, GALLEY_DIFF_SAME, from, x - from);
      from = x;
      to = y;
      while (x < n_old && self->removed[x])
        x++;
      while (y < n_new && self->added[y])
        y++;
      add_span (spans, GALLEY_DIFF_REMOVED, from, x - from);
      add_span (spans, GALLEY_DIFF_ADDED, to, y - to);
    }
  return spans;
}

/**
 * galley_diff_sequences:
 * @old: (array length=n_old): what was; equal numbers are equal things
 * @n_old: how many
 * @new: (array length=n_new): what is
 * @n_new: how many; both together less than 2^30
 *
 * Finds a short way from one sequence to another: the shortest, unless they have next to nothing in
 * common. Any thread; takes time bounded by their length and a constant.
 *
 * Returns: (transfer full) (element-type GalleyDiffSpan): the way, in order; what is removed comes
 *   before what is added in its place
 */
GArray *
galley_diff_sequences (const guint *old, guint n_old, const guint *new, guint n_new)
{
  gsize diagonals = (gsize) n_old + n_new + 3;
  g_autofree gboolean *removed = g_new0 (gboolean, n_old + 1);
  g_autofree gboolean *added = g_new0 (gboolean, n_new + 1);
  g_autofree int *forward = g_new (int, diagonals);
  g_autofree int *backward = g_new (int, diagonals);
  Differ differ = { old, new, removed, added, forward + n_new + 1, backward + n_new + 1 };

  compare (&differ, (Box){ 0, (int) n_old, 0, (int) n_new });
  return make_spans (&differ, n_old, n_new);
}
