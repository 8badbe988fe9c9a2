/* SPDX-License-Identifier: GPL-3.0-or-later */
/* usage: probe EDITOR PREVIEW PROGRAM [ARGUMENT...]
 *
 * Starts a program and measures, from the outside, when its pixels change: EDITOR and PREVIEW are
 * parts of the screen, "X,Y,WIDTHxHEIGHT", or "-" for none. It prints "start PID TEXT PREVIEW",
 * microseconds from the start of the program until there is text in each, then takes commands:
 *
 *   click X Y             moves the pointer there and clicks
 *   key NAME              a key by its X name, as "End" or "ctrl+shift+Home"
 *   latency N GAP NAME    N keys, GAP ms apart: prints "latency EDITOR PREVIEW" for each, from the
 *                         key to the first changed pixel, microseconds, -1 for none
 *   burst N INTERVAL NAME types N narrow letters at the end of a line of its own, and prints
 *                         "lag US" for each letter: from its key until the preview shows it
 *   wheel X Y N GAP       turns the wheel down N times over that place, GAP ms apart
 *   wait MS
 *
 * It ends the program at the end of its input. Pixels are looked at without a pause, so a probe
 * takes a core of its own. */
#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define START_TIMEOUT (60 * G_USEC_PER_SEC)
#define KEY_TIMEOUT (10 * G_USEC_PER_SEC)
/* Of a pane's pixels, so many are ink where there is text. */
#define TEXT_PIXELS 300
#define CONTRAST 90

typedef struct
{
  gboolean wanted;
  int x, y, width, height;
  XImage *image;
  XShmSegmentInfo segment;
  char *before; /* what the pixels were */
} Part;

static Display *display;

static gsize
part_size (const Part *part)
{
  return (gsize) part->image->bytes_per_line * part->height;
}

static void
part_open (Part *part, const char *text)
{
  part->wanted = sscanf (text, "%d,%d,%dx%d", &part->x, &part->y, &part->width, &part->height) == 4;
  if (!part->wanted)
    return;
  part->image = XShmCreateImage (display, DefaultVisual (display, 0), 24, ZPixmap, NULL,
                                 &part->segment, part->width, part->height);
  part->segment.shmid = shmget (IPC_PRIVATE, part_size (part), IPC_CREAT | 0600);
  part->segment.shmaddr = part->image->data = shmat (part->segment.shmid, NULL, 0);
  XShmAttach (display, &part->segment);
  XSync (display, False);
  shmctl (part->segment.shmid, IPC_RMID, NULL);
  part->before = g_malloc0 (part_size (part));
}

static void
part_look (Part *part)
{
  XShmGetImage (display, DefaultRootWindow (display), part->image, part->x, part->y, AllPlanes);
}

static void
part_keep (Part *part)
{
  if (!part->wanted)
    return;
  part_look (part);
  memcpy (part->before, part->image->data, part_size (part));
}

static gboolean
part_changed (Part *part)
{
  part_look (part);
  return memcmp (part->before, part->image->data, part_size (part)) != 0;
}

static int
luma (const Part *part, int x, int y)
{
  const guchar *pixel =
      (const guchar *) part->image->data + (gsize) y * part->image->bytes_per_line + x * 4;

  return (pixel[0] + 6 * pixel[1] + 3 * pixel[2]) / 10;
}

/* What most of the pixels are. */
static int
find_background (const Part *part)
{
  guint counts[256] = { 0 };
  int most = 0;

  for (int y = 0; y < part->height; y++)
    for (int x = 0; x < part->width; x++)
      counts[luma (part, x, y)]++;
  for (int i = 1; i < 256; i++)
    if (counts[i] > counts[most])
      most = i;
  return most;
}

static gboolean
is_ink (const Part *part, int background, int x, int y)
{
  return ABS (luma (part, x, y) - background) > CONTRAST;
}

static gboolean
part_has_text (Part *part)
{
  int background;
  int ink = 0;

  part_look (part);
  background = find_background (part);
  for (int y = 0; y < part->height; y++)
    for (int x = 0; x < part->width; x++)
      ink += is_ink (part, background, x, y);
  return ink >= TEXT_PIXELS && ink < part->width * part->height / 3;
}

static void
press (const char *name, Bool down)
{
  const char *key = g_str_equal (name, "ctrl")    ? "Control_L"
                    : g_str_equal (name, "shift") ? "Shift_L"
                                                  : name;
  KeyCode code = XKeysymToKeycode (display, XStringToKeysym (key));

  if (code == 0)
    g_error ("probe: there is no key “%s”", name);
  XTestFakeKeyEvent (display, code, down, 0);
}

static void
send_key (const char *name)
{
  g_auto (GStrv) keys = g_strsplit (name, "+", -1);
  guint n = g_strv_length (keys);

  for (guint i = 0; i < n; i++)
    press (keys[i], True);
  for (guint i = n; i > 0; i--)
    press (keys[i - 1], False);
  XFlush (display);
}

/* The window of the program takes the keys: there is no window manager. */
static void
focus_largest (void)
{
  Window root, parent, *windows = NULL, largest = None;
  unsigned n = 0;
  int area = 0;

  XQueryTree (display, DefaultRootWindow (display), &root, &parent, &windows, &n);
  for (unsigned i = 0; i < n; i++)
    {
      XWindowAttributes attributes;

      if (XGetWindowAttributes (display, windows[i], &attributes) &&
          attributes.map_state == IsViewable && attributes.width * attributes.height > area)
        {
          area = attributes.width * attributes.height;
          largest = windows[i];
        }
    }
  if (largest != None)
    XSetInputFocus (display, largest, RevertToParent, CurrentTime);
  if (windows != NULL)
    XFree (windows);
  XSync (display, False);
}

static void
measure_latency (Part *parts, guint n, guint gap, const char *name)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 passed[2] = { -1, -1 };
      gint64 start;

      for (guint k = 0; k < 2; k++)
        part_keep (&parts[k]);
      start = g_get_monotonic_time ();
      send_key (name);
      while ((passed[0] < 0 && parts[0].wanted) || (passed[1] < 0 && parts[1].wanted))
        {
          for (guint k = 0; k < 2; k++)
            if (passed[k] < 0 && parts[k].wanted && part_changed (&parts[k]))
              passed[k] = g_get_monotonic_time () - start;
          if (g_get_monotonic_time () - start > KEY_TIMEOUT)
            break;
        }
      printf ("latency %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", passed[0], passed[1]);
      g_usleep ((gulong) gap * 1000);
    }
}

/* The rows of the last change, where the letters are typed. */
static gboolean
find_rows (const Part *part, int *top, int *bottom)
{
  *top = -1;
  for (int y = 0; y < part->height; y++)
    {
      gsize row = (gsize) y * part->image->bytes_per_line;

      if (memcmp (part->before + row, part->image->data + row, (gsize) part->width * 4) == 0)
        continue;
      if (*top < 0)
        *top = y;
      *bottom = y;
    }
  return *top >= 0;
}

static int
right_edge (Part *part, int background, int top, int bottom)
{
  for (int x = part->width - 1; x >= 0; x--)
    for (int y = top; y <= bottom; y++)
      if (is_ink (part, background, x, y))
        return x;
  return -1;
}

static void
measure_burst (Part *part, guint n, guint interval, const char *name)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree gint64 *keys = g_new0 (gint64, n);
  int background, top, bottom = 0, first, last = -1;
  gint64 start, now;
  guint sent = 0;
  double letter;

  /* Two letters to find out where the line is. */
  send_key (name);
  g_usleep (G_USEC_PER_SEC);
  part_keep (part);
  send_key (name);
  g_usleep (G_USEC_PER_SEC);
  part_look (part);
  if (!find_rows (part, &top, &bottom))
    return;
  background = find_background (part);
  first = right_edge (part, background, top, bottom);
  start = g_get_monotonic_time ();
  do
    {
      int edge;

      now = g_get_monotonic_time ();
      if (sent < n && now >= start + (gint64) sent * interval * 1000)
        {
          keys[sent++] = now;
          send_key (name);
        }
      part_look (part);
      edge = right_edge (part, background, top, bottom);
      if (edge != last)
        {
          now = g_get_monotonic_time ();
          g_array_append_val (times, now);
          g_array_append_val (edges, edge);
          last = edge;
        }
    }
  while (now < start + ((gint64) n * interval + 1500) * 1000);
  letter = (double) (last - first) / n;
  for (guint i = 0; i < n && letter > 0; i++)
    for (guint k = 0; k < edges->len; k++)
      if (g_array_index (edges, int, k) >= first + letter * (i + 0.6))
        {
          printf ("lag %" G_GINT64_FORMAT "\n", g_array_index (times, gint64, k) - keys[i]);
          break;
        }
}

static void
turn_wheel (int x, int y, guint n, guint gap)
{
  XTestFakeMotionEvent (display, -1, x, y, 0);
  for (guint i = 0; i < n; i++)
    {
      XTestFakeButtonEvent (display, 5, True, 0);
      XTestFakeButtonEvent (display, 5, False, 0);
      XFlush (display);
      g_usleep ((gulong) gap * 1000);
    }
}

static void
obey (Part *parts, char *line)
{
  g_auto (GStrv) words = g_strsplit (g_strstrip (line), " ", 5);
  guint n = g_strv_length (words);
  guint first = n > 1 ? (guint) atoi (words[1]) : 0;
  guint second = n > 2 ? (guint) atoi (words[2]) : 0;

  if (g_strcmp0 (words[0], "click") == 0)
    {
      XTestFakeMotionEvent (display, -1, (int) first, (int) second, 0);
      XTestFakeButtonEvent (display, 1, True, 0);
      XTestFakeButtonEvent (display, 1, False, 20);
      XFlush (display);
    }
  else if (g_strcmp0 (words[0], "key") == 0 && n > 1)
    send_key (words[1]);
  else if (g_strcmp0 (words[0], "latency") == 0 && n > 3)
    measure_latency (parts, first, second, words[3]);
  else if (g_strcmp0 (words[0], "burst") == 0 && n > 3)
    measure_burst (&parts[1], first, second, words[3]);
  else if (g_strcmp0 (words[0], "wheel") == 0 && n > 4)
    turn_wheel ((int) first, (int) second, (guint) atoi (words[3]), (guint) atoi (words[4]));
  else if (g_strcmp0 (words[0], "focus") == 0)
    focus_largest ();
  else if (g_strcmp0 (words[0], "wait") == 0)
    g_usleep ((gulong) first * 1000);
  printf ("done\n");
  fflush (stdout);
}

static int
no_error_cb (Display *where, XErrorEvent *event)
{
  return 0; /* a window went while it was looked at */
}

static pid_t
start_program (char **arguments)
{
  pid_t pid = fork ();

  if (pid != 0)
    return pid;
  setpgid (0, 0); /* no session of its own: the priority of the probe would not reach it */
  execvp (arguments[0], arguments);
  _exit (127);
}

int
main (int argc, char **argv)
{
  Part parts[2] = { 0 };
  gint64 passed[2] = { -1, -1 };
  gint64 start;
  pid_t pid;
  char line[256];

  if (argc < 4 || (display = XOpenDisplay (NULL)) == NULL)
    return 2;
  XSetErrorHandler (no_error_cb);
  for (guint k = 0; k < 2; k++)
    part_open (&parts[k], argv[k + 1]);
  start = g_get_monotonic_time ();
  pid = start_program (argv + 3);
  while ((passed[0] < 0 && parts[0].wanted) || (passed[1] < 0 && parts[1].wanted))
    {
      for (guint k = 0; k < 2; k++)
        if (passed[k] < 0 && parts[k].wanted && part_has_text (&parts[k]))
          passed[k] = g_get_monotonic_time () - start;
      if (g_get_monotonic_time () - start > START_TIMEOUT)
        break;
      g_usleep (500);
    }
  printf ("start %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", (int) pid, passed[0], passed[1]);
  fflush (stdout);
  while (fgets (line, sizeof line, stdin) != NULL)
    obey (parts, line);
  kill (-pid, SIGKILL);
  waitpid (pid, NULL, 0);
  return 0;
}
