/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-value-private.h"

#include "galley-append.h"

#include <string.h>

static GalleyValue the_truth = { .ref_count = GALLEY_VALUE_IS_STATIC,
                                 .kind = GALLEY_VALUE_BOOLEAN,
                                 .truth = TRUE };
static GalleyValue the_untruth = { .ref_count = GALLEY_VALUE_IS_STATIC,
                                   .kind = GALLEY_VALUE_BOOLEAN,
                                   .truth = FALSE };

static GalleyValue *
new_value (GalleyValueKind kind, gsize extra)
{
  GalleyValueArena *arena = galley_value_arena_get_current ();
  gsize size = sizeof (GalleyValue) + extra;
  GalleyValue *value = arena != NULL ? galley_value_arena_take (arena, size) : g_malloc (size);

  memset (value, 0, sizeof (GalleyValue));
  value->ref_count = arena != NULL ? GALLEY_VALUE_IN_ARENA : 1;
  value->kind = kind;
  return value;
}

/* Memory that @value has beside its own. */
static gpointer
take_memory (const GalleyValue *value, gsize size)
{
  return value->ref_count == GALLEY_VALUE_IN_ARENA
             ? galley_value_arena_take (galley_value_arena_get_current (), size)
             : g_malloc (size);
}

static void
give_memory (const GalleyValue *value, gpointer memory)
{
  if (value->ref_count != GALLEY_VALUE_IN_ARENA)
    g_free (memory);
}

static void
unref_later (gpointer value)
{
  galley_value_unref (value);
}

/* Whether @value may be put into @into, which takes it. */
static gboolean
take_value (const GalleyValue *into, GalleyValue *value)
{
  gboolean in_arena = into->ref_count == GALLEY_VALUE_IN_ARENA;

  g_return_val_if_fail (in_arena || value->ref_count != GALLEY_VALUE_IN_ARENA, FALSE);
  if (in_arena && value->ref_count > 0)
    galley_value_arena_add_cleanup (galley_value_arena_get_current (), unref_later, value);
  return TRUE;
}

/**
 * galley_value_new_string:
 * @text: UTF-8, is copied
 *
 * Returns: (transfer full): a text. An empty one is false in a section.
 */
GalleyValue *
galley_value_new_string (const char *text)
{
  gsize bytes = strlen (text);
  GalleyValue *value = new_value (GALLEY_VALUE_STRING, bytes + 1);

  value->as.string.text = (char *) (value + 1);
  value->as.string.bytes = bytes;
  memcpy (value->as.string.text, text, bytes + 1);
  return value;
}

/**
 * galley_value_new_joined:
 * @first: UTF-8, is copied
 * @second: UTF-8, is copied
 *
 * Returns: (transfer full): the two texts as one
 */
GalleyValue *
galley_value_new_joined (const char *first, const char *second)
{
  gsize length = strlen (first);
  gsize bytes = length + strlen (second);
  GalleyValue *value = new_value (GALLEY_VALUE_STRING, bytes + 1);

  value->as.string.text = (char *) (value + 1);
  value->as.string.bytes = bytes;
  memcpy (value->as.string.text, first, length);
  memcpy (value->as.string.text + length, second, bytes - length + 1);
  return value;
}

/**
 * galley_value_new_take_string:
 * @text: (transfer full): UTF-8, will be freed with g_free()
 *
 * Returns: (transfer full): a text, without copying it
 */
GalleyValue *
galley_value_new_take_string (char *text)
{
  GalleyValue *value = new_value (GALLEY_VALUE_STRING, 0);

  value->as.string.text = text;
  value->as.string.bytes = strlen (text);
  if (value->ref_count == GALLEY_VALUE_IN_ARENA)
    galley_value_arena_add_cleanup (galley_value_arena_get_current (), g_free, text);
  return value;
}

/**
 * galley_value_new_static:
 * @text: UTF-8 that lives longer than the value
 *
 * Returns: (transfer full): a text, without copying it
 */
GalleyValue *
galley_value_new_static (const char *text)
{
  GalleyValue *value = new_value (GALLEY_VALUE_STRING, 0);

  value->as.string.text = (char *) text;
  value->as.string.bytes = strlen (text);
  value->is_static = TRUE;
  return value;
}

/**
 * galley_value_new_boolean:
 * @truth: which of the two
 *
 * Returns: (transfer full): true, which reads "true" in a text, or false, which reads as nothing
 */
GalleyValue *
galley_value_new_boolean (gboolean truth)
{
  return truth ? &the_truth : &the_untruth;
}

/**
 * galley_value_new_list:
 *
 * Returns: (transfer full): an empty list; it is false in a section until something is appended
 */
GalleyValue *
galley_value_new_list (void)
{
  return new_value (GALLEY_VALUE_LIST, 0);
}

/**
 * galley_value_new_map:
 *
 * Returns: (transfer full): an empty map; it is true in a section
 */
GalleyValue *
galley_value_new_map (void)
{
  return new_value (GALLEY_VALUE_MAP, 0);
}

/**
 * galley_value_ref:
 * @value: a value
 *
 * Takes a further hold of @value, so that one value may stand in several maps and lists, also on
 * several threads at once, as long as nobody changes it any more.
 *
 * Returns: (transfer full): @value
 */
GalleyValue *
galley_value_ref (GalleyValue *value)
{
  if (value->ref_count > 0)
    g_atomic_int_inc (&value->ref_count);
  return value;
}

static gsize
round_up (gsize size)
{
  return (size + sizeof (gpointer) - 1) / sizeof (gpointer) * sizeof (gpointer);
}

/* Where the first slots of a record stand. */
static GalleyValueSlot *
record_slots (GalleyValue *record)
{
  return (GalleyValueSlot *) ((char *) (record + 1) + round_up (record->as.map.type->size));
}

static void
free_slots (GalleyValue *map)
{
  if (map->as.map.type == NULL || map->as.map.slots != record_slots (map))
    give_memory (map, map->as.map.slots);
}

static void
free_children (GalleyValue *value)
{
  switch ((GalleyValueKind) value->kind)
    {
    case GALLEY_VALUE_STRING:
      if (value->as.string.text != (char *) (value + 1) && !value->is_static)
        g_free (value->as.string.text);
      break;
    case GALLEY_VALUE_LIST:
      for (guint i = 0; i < value->length; i++)
        galley_value_unref (value->as.items[i]);
      g_free (value->as.items);
      break;
    case GALLEY_VALUE_MAP:
      for (guint i = 0; i < value->capacity; i++)
        {
          if (value->as.map.slots[i].value != NULL)
            galley_value_unref (value->as.map.slots[i].value);
        }
      if (value->as.map.type != NULL && value->as.map.type->clear != NULL)
        value->as.map.type->clear (value + 1);
      free_slots (value);
      break;
    case GALLEY_VALUE_BOOLEAN:
    default:
      break;
    }
}

/**
 * galley_value_unref:
 * @value: (transfer full): a value
 *
 * Lets @value go, and with the last hold all that is in it.
 */
void
galley_value_unref (GalleyValue *value)
{
  if (value->ref_count < 0 || !g_atomic_int_dec_and_test (&value->ref_count))
    return;
  free_children (value);
  g_free (value);
}

static void
grow_list (GalleyValue *list)
{
  guint32 capacity = list->capacity == 0 ? 4 : list->capacity * 2;
  GalleyValue **items = take_memory (list, capacity * sizeof (GalleyValue *));

  if (list->length > 0)
    memcpy (items, list->as.items, list->length * sizeof (GalleyValue *));
  give_memory (list, list->as.items);
  list->as.items = items;
  list->capacity = capacity;
}

/**
 * galley_value_append:
 * @list: a list
 * @item: (transfer full): what comes last from now on
 */
void
galley_value_append (GalleyValue *list, GalleyValue *item)
{
  g_return_if_fail (list->kind == GALLEY_VALUE_LIST);

  if (!take_value (list, item))
    return;
  if (list->length == list->capacity)
    grow_list (list);
  list->as.items[list->length++] = item;
}

/**
 * galley_value_hash:
 * @key: a name of a few letters
 * @length: of it, in bytes
 *
 * Returns: its FNV-1a hash, as galley_value_lookup() takes it
 */
guint32
galley_value_hash (const char *key, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) key[i]) * 16777619u;
  return hash;
}

/* The slot that has the key, or the free one where it belongs. */
static GalleyValueSlot *
find_slot (GalleyValueSlot *slots, guint32 capacity, const char *key, guint32 hash)
{
  guint32 mask = capacity - 1;

  for (guint32 i = hash & mask;; i = (i + 1) & mask)
    {
      GalleyValueSlot *slot = &slots[i];

      if (slot->key == NULL ||
          (slot->hash == hash && (slot->key == key || strcmp (slot->key, key) == 0)))
        return slot;
    }
}

static void
grow_map (GalleyValue *map)
{
  guint32 capacity = map->capacity == 0 ? 4 : map->capacity * 2;
  GalleyValueSlot *slots = take_memory (map, capacity * sizeof (GalleyValueSlot));

  memset (slots, 0, capacity * sizeof (GalleyValueSlot));
  for (guint32 i = 0; i < map->capacity; i++)
    {
      const GalleyValueSlot *old = &map->as.map.slots[i];

      if (old->key != NULL)
        *find_slot (slots, capacity, old->key, old->hash) = *old;
    }
  free_slots (map);
  map->as.map.slots = slots;
  map->capacity = capacity;
}

/**
 * galley_value_set:
 * @map: a map
 * @key: its name, which has to live as long as the map: a literal, or interned
 * @value: (transfer full): takes the place of what had that name
 */
void
galley_value_set (GalleyValue *map, const char *key, GalleyValue *value)
{
  guint32 hash = galley_value_hash (key, strlen (key));
  GalleyValueSlot *slot;

  g_return_if_fail (map->kind == GALLEY_VALUE_MAP);

  if (!take_value (map, value))
    return;
  if ((map->length + 1) * 4 > map->capacity * 3)
    grow_map (map);
  slot = find_slot (map->as.map.slots, map->capacity, key, hash);
  if (slot->value != NULL)
    galley_value_unref (slot->value);
  map->length += slot->key == NULL;
  slot->key = key;
  slot->hash = hash;
  slot->value = value;
}

/**
 * galley_value_lookup:
 * @map: any value
 * @key: a name
 * @hash: of @key, by galley_value_hash()
 *
 * What is made only when it is asked for is made now.
 *
 * Returns: (transfer none) (nullable): what the map has under that name; NULL also where @map is
 *   no map
 */
const GalleyValue *
galley_value_lookup (const GalleyValue *map, const char *key, guint32 hash)
{
  GalleyValueSlot *slot;

  if (map->kind != GALLEY_VALUE_MAP || map->length == 0)
    return NULL;
  slot = find_slot (map->as.map.slots, map->capacity, key, hash);
  if (slot->value == NULL && slot->key != NULL)
    slot->value = map->as.map.type->fields[slot->field].make (map + 1);
  return slot->value;
}

static guint32
capacity_for (gsize n)
{
  guint32 capacity = 4;

  while (n * 4 > capacity * 3)
    capacity *= 2;
  return capacity;
}

/* The slots that every new record of @type begins with, none of them made. */
static const GalleyValueSlot *
ensure_slots (GalleyRecordType *type)
{
  guint32 capacity = capacity_for (type->n_fields);

  if (g_once_init_enter (&type->slots))
    {
      GalleyValueSlot *slots = g_new0 (GalleyValueSlot, capacity);

      for (gsize i = 0; i < type->n_fields; i++)
        {
          /* Names in templates are interned, too: most are found without a look at their letters.
           */
          const char *key = g_intern_static_string (type->fields[i].key);
          guint32 hash = galley_value_hash (key, strlen (key));

          *find_slot (slots, capacity, key, hash) =
              (GalleyValueSlot){ key, hash, (guint32) i, NULL };
        }
      g_once_init_leave (&type->slots, slots);
    }
  return type->slots;
}

/**
 * galley_value_new_record:
 * @type: what fields it has
 * @data: what they are made from: @size bytes are copied, and given to the type's clear() at last
 *
 * Returns: (transfer full): a map whose fields are made when they are first looked up. Further
 * names may be set, and fields may be set to something else
 */
GalleyValue *
galley_value_new_record (GalleyRecordType *type, gconstpointer data)
{
  const GalleyValueSlot *slots = ensure_slots (type);
  guint32 capacity = capacity_for (type->n_fields);
  GalleyValue *record =
      new_value (GALLEY_VALUE_MAP, round_up (type->size) + capacity * sizeof (GalleyValueSlot));

  memcpy (record + 1, data, type->size);
  record->length = (guint32) type->n_fields;
  record->capacity = capacity;
  record->as.map.type = type;
  record->as.map.slots = record_slots (record);
  memcpy (record->as.map.slots, slots, capacity * sizeof (GalleyValueSlot));
  if (record->ref_count == GALLEY_VALUE_IN_ARENA && type->clear != NULL)
    galley_value_arena_add_cleanup (galley_value_arena_get_current (), type->clear, record + 1);
  return record;
}

/**
 * galley_value_settle:
 * @value: a value that only this thread knows
 *
 * Makes all fields of all records in it, so that several threads may look into it from now on.
 */
void
galley_value_settle (GalleyValue *value)
{
  if (value->kind == GALLEY_VALUE_LIST)
    for (guint i = 0; i < value->length; i++)
      galley_value_settle (value->as.items[i]);
  if (value->kind == GALLEY_VALUE_MAP)
    for (guint i = 0; i < value->capacity; i++)
      {
        GalleyValueSlot *slot = &value->as.map.slots[i];

        if (slot->key != NULL)
          galley_value_settle ((GalleyValue *) galley_value_lookup (value, slot->key, slot->hash));
      }
}

/**
 * galley_value_is_true:
 * @value: (nullable): a value
 *
 * Returns: whether a section of a template is shown for it
 */
gboolean
galley_value_is_true (const GalleyValue *value)
{
  if (value == NULL)
    return FALSE;
  switch ((GalleyValueKind) value->kind)
    {
    case GALLEY_VALUE_STRING:
      return value->as.string.bytes > 0;
    case GALLEY_VALUE_BOOLEAN:
      return value->truth;
    case GALLEY_VALUE_LIST:
      return value->length > 0;
    case GALLEY_VALUE_MAP:
    default:
      return TRUE;
    }
}

/**
 * galley_value_set_string:
 * @map: a map
 * @key: see galley_value_set()
 * @text: (nullable): UTF-8, is copied; %NULL sets nothing
 */
void
galley_value_set_string (GalleyValue *map, const char *key, const char *text)
{
  if (text != NULL)
    galley_value_set (map, key, galley_value_new_string (text));
}

/**
 * galley_value_take_string:
 * @map: a map
 * @key: see galley_value_set()
 * @text: (nullable) (transfer full): UTF-8; %NULL sets nothing
 */
void
galley_value_take_string (GalleyValue *map, const char *key, char *text)
{
  if (text != NULL)
    galley_value_set (map, key, galley_value_new_take_string (text));
}

/**
 * galley_value_set_boolean:
 * @map: a map
 * @key: see galley_value_set()
 * @truth: which of the two
 */
void
galley_value_set_boolean (GalleyValue *map, const char *key, gboolean truth)
{
  galley_value_set (map, key, galley_value_new_boolean (truth));
}

/**
 * galley_value_set_integer:
 * @map: a map
 * @key: see galley_value_set()
 * @number: is written in decimal; in a section every number is true, 0 as well
 */
void
galley_value_set_integer (GalleyValue *map, const char *key, gint64 number)
{
  char text[GALLEY_DECIMAL_SIZE + 1];
  guint64 size = number < 0 ? -(guint64) number : (guint64) number;
  char *first = (char *) galley_decimal (size, text + 1);

  if (number < 0)
    *--first = '-';
  galley_value_set (map, key, galley_value_new_string (first));
}
